package io.github.recordsplit.apps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * Clients that never rest, a thread and a connection each, until the end of the input: requests of
 * 200 bytes, each of which waits for its reply and checks it.
 */
public final class Traffic {
  private static volatile boolean stopped;

  private Traffic() {}

  /** A port of the loopback interface, how many clients, and whether a line is awaited first. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    if (args.length > 2) {
      System.out.println("waiting");
      while (System.in.read() != '\n') {
        // No TLS class is loaded before.
      }
    }
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      clients.add(new Client("client" + i, Lines.connect("localhost", port)));
    }
    System.out.println("connected " + clients.size());
    while (System.in.read() >= 0) {
      // Until the test is done.
    }
    stopped = true;
    for (Client client : clients) {
      client.join();
      System.out.println(client.getName() + (client.failure == null ? " ok" : client.failure));
    }
  }

  private static final class Client extends Thread {
    private static final long PAUSE_MILLIS = 5;

    private final SSLSocket socket;
    private volatile Exception failure;

    Client(String name, SSLSocket socket) {
      super(name);
      this.socket = socket;
      start();
    }

    @Override
    public void run() {
      try {
        while (!stopped) {
          Lines.send(socket, getName());
          sleep(PAUSE_MILLIS);
        }
        socket.close();
      } catch (IOException | InterruptedException e) {
        failure = e;
      }
    }
  }
}
