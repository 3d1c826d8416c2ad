package io.github.recordsplit.tools.probe;

import com.grack.nanojson.JsonObject;

/** How a client took the answers of {@link Listener}, and how it sends by itself. */
final class ClientReaction {
  /** The ways to end. */
  enum End {
    NO_HANDSHAKE("no handshake"),
    NO_REQUEST("no request"),
    CLOSED("closed"),
    WAITS("waits"),
    ERROR("error");

    private final String word;

    End(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  final End end;
  final Sends sends;
  private final String protocol;
  private final SplitStyle style;
  private final String words;
  private final int requests;

  /** Milliseconds from the last answer to the end. */
  private final long after;

  private ClientReaction(
      End end,
      Sends sends,
      String protocol,
      SplitStyle style,
      String words,
      int requests,
      long after) {
    this.end = end;
    this.sends = sends;
    this.protocol = protocol;
    this.style = style;
    this.words = words;
    this.requests = requests;
    this.after = after;
  }

  static ClientReaction noHandshake(String words, SplitStyle style) {
    Sends unknown = Sends.unknown("no handshake");
    return new ClientReaction(End.NO_HANDSHAKE, unknown, null, style, words, 0, 0);
  }

  static ClientReaction noRequest(String words, TlsConnection connection, SplitStyle style) {
    return of(connection, style, End.NO_REQUEST, words, 0, 0);
  }

  /** A client that closes after its first answer may just have had all that it wanted. */
  static ClientReaction answered(
      TlsConnection connection, SplitStyle style, End end, String error, int requests, long after) {
    String went = requests > 1 ? "went on (" + requests + " requests), then " : "";
    String atOnce = requests == 1 && end == End.CLOSED ? " at once" : "";
    String why = error == null ? "" : " (" + error + ')';
    String words = went + end + why + atOnce + " after " + after + " ms";
    return of(connection, style, end, words, requests, after);
  }

  private static ClientReaction of(
      TlsConnection connection, SplitStyle style, End end, String words, int requests, long after) {
    String protocol = connection.engine().getSession().getProtocol();
    Sends sends = Sends.on(connection);
    return new ClientReaction(end, sends, protocol, style, words, requests, after);
  }

  /** The lines for a person, of which the first says how it took its answers. */
  String lines(String client) {
    if (protocol == null) {
      return client + ' ' + words;
    }
    return client
        + ' '
        + protocol
        + ", answered "
        + style
        + ": "
        + words
        + System.lineSeparator()
        + client
        + " sends: "
        + sends.sentence();
  }

  JsonObject json(int number, String address) {
    JsonObject json = new JsonObject();
    json.put("client", number);
    json.put("address", address);
    json.put("protocol", protocol);
    json.put("answered", style.toString());
    json.put("requests", requests);
    json.put("end", end.toString());
    json.put("sentence", words);
    json.put("milliseconds", after);
    json.put("sends", sends.json());
    return json;
  }
}
