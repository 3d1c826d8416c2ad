package io.github.recordsplit.apps.receivers;

import io.github.recordsplit.apps.Lines;
import java.io.IOException;
import javax.net.ssl.SSLSocket;

/** Four clients in one application, three of whose servers take one read for one message. */
public final class Clients {
  private Clients() {}

  private interface Client {
    void talk(String host, int port) throws IOException;
  }

  /** The ports on localhost of the SQL, terminal, and line server, then of one that reads on. */
  public static void main(String[] ports) {
    tell("sql", SqlDriver::talk, ports[0]);
    tell("terminal", Terminal::talk, ports[1]);
    tell("line", LineDevice::talk, ports[2]);
    tell("other", Clients::talk, ports[3]);
  }

  private static void tell(String name, Client client, String port) {
    try {
      client.talk("localhost", Integer.parseInt(port));
      System.out.println(name + " works");
    } catch (IOException e) {
      System.out.println(name + " fails: " + e.getMessage());
    }
  }

  private static void talk(String host, int port) throws IOException {
    try (SSLSocket socket = Lines.connect(host, port)) {
      Lines.send(socket, "first");
      Lines.send(socket, "later");
    }
  }
}
