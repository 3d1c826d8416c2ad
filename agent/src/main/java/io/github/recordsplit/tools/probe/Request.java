package io.github.recordsplit.tools.probe;

import java.util.regex.Pattern;

/** What to ask, of whom, and how. */
public final class Request {
  final String host;
  final int port;
  final Dialogue dialogue;
  boolean tls1;
  boolean verify;
  boolean twoWrites;
  Pattern expect;
  int times = 3;
  int timeout = 5000;

  private Request(String host, int port, Dialogue dialogue) {
    this.host = host;
    this.port = port;
    this.dialogue = dialogue;
  }

  /**
   * A request to a server.
   *
   * @param starttls a protocol that leads to TLS, or null where TLS comes first
   * @param path for HTTP; it is asked for if nothing else is
   * @param payload what to send instead of the protocol's own request, or null
   */
  public static Request to(String host, int port, String starttls, String path, byte[] payload) {
    Dialogue before = starttls == null ? null : Dialogues.of(starttls);
    Dialogue http = new HttpDialogue(authority(host) + ':' + port, path);
    return new Request(
        host,
        port,
        payload != null ? new RawDialogue(payload, before) : before != null ? before : http);
  }

  /** A host as it stands before a colon and a port. */
  static String authority(String host) {
    return host.indexOf(':') < 0 ? host : '[' + host + ']';
  }

  /** Speaks nothing but TLS 1.0. */
  public Request tls1(boolean only) {
    tls1 = only;
    return this;
  }

  /** Checks the server's certificate and its name. */
  public Request verify(boolean check) {
    verify = check;
    return this;
  }

  /** Sends the two records in two writes only. */
  public Request twoWrites(boolean two) {
    twoWrites = two;
    return this;
  }

  /** An answer in which this is found is the same; null compares answers with each other. */
  public Request expect(Pattern pattern) {
    expect = pattern;
    return this;
  }

  /** How often to send it split in each way, each time followed by a whole one. */
  public Request times(int count) {
    times = count;
    return this;
  }

  /** For each of connecting, the handshake and the answer, in milliseconds. */
  public Request timeout(int milliseconds) {
    timeout = milliseconds;
    return this;
  }
}
