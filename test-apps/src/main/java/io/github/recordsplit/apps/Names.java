package io.github.recordsplit.apps;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * A server whose clients name it as they like. It does what the lines of its input say and answers
 * each with {@code done}:
 *
 * <ul>
 *   <li>{@code names 1000 TLSv1/CBC}: so many clients, each with another name;
 *   <li>{@code name victim.test TLSv1/CBC}: one client with that name, which stays open;
 *   <li>{@code again}: all that are open are written to once more;
 *   <li>{@code error}: an engine fails while the agent looks at it.
 * </ul>
 */
public final class Names {
  private static final byte[] PAYLOAD = new byte[100];

  private final SSLContext context = SSLContext.getDefault();
  private final List<EngineSender> open = new ArrayList<>();

  private int port = 1000;

  private Names() throws Exception {}

  public static void main(String[] args) throws Exception {
    Names names = new Names();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "US-ASCII"));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      names.obey(line.split(" "));
      System.out.println("done " + line);
    }
  }

  private void obey(String[] words) throws Exception {
    switch (words[0]) {
      case "names":
        for (int i = 0; i < Integer.parseInt(words[1]); i++) {
          serve("n" + i + ".test", Kind.of(words[2]));
        }
        break;
      case "name":
        open.add(serve(words[1], Kind.of(words[2])));
        break;
      case "again":
        for (EngineSender each : open) {
          each.send(PAYLOAD);
        }
        break;
      default:
        fail();
    }
  }

  private EngineSender serve(String name, Kind kind) throws Exception {
    SSLEngine client = kind.engine(context, true, ++port); // so that none resumes a session
    SSLParameters parameters = kind.parameters();
    parameters.setServerNames(Collections.singletonList(new SNIHostName(name)));
    client.setSSLParameters(parameters);
    SSLEngine server = context.createSSLEngine();
    server.setUseClientMode(false);
    server.setSSLParameters(kind.parameters());
    EngineSender sender = new EngineSender(new Endpoint(server), new Endpoint(client));
    sender.send(PAYLOAD);
    return sender;
  }

  /** What an engine of an unknown library throws when it is asked. */
  private void fail() throws Exception {
    SSLEngine broken =
        new DelegatingEngine(Kind.TLS_1_0_CBC.engine(context, true, 444)) {
          @Override
          public boolean getUseClientMode() {
            throw new IllegalStateException("broken");
          }
        };
    Endpoint peer = new Endpoint(Kind.TLS_1_0_CBC.engine(context, false, 444));
    new EngineSender(new Endpoint(broken), peer).send(PAYLOAD);
  }
}
