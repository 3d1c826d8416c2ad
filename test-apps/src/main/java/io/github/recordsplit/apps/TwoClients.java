package io.github.recordsplit.apps;

import io.github.recordsplit.apps.billing.Client;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLSocket;

/**
 * Connections that are opened and written by one class or another, each step in a thread of its
 * own, so that no other client class is on the stack.
 *
 * <p>Each argument is a connection: {@code NAME HOST PORT OPENER WRITER...}; the requests start
 * with its name.
 */
public final class TwoClients {
  private TwoClients() {}

  public static void main(String[] connections) throws Exception {
    for (String connection : connections) {
      String[] words = connection.split(" ", -1);
      try (SSLSocket socket = inThread(open(words[3], words[1], Integer.parseInt(words[2])))) {
        for (int i = 4; i < words.length; i++) {
          inThread(write(words[i], socket, words[0]));
        }
      }
    }
    System.out.println(connections.length + " connections");
  }

  private static Callable<SSLSocket> open(String opener, String host, int port) {
    switch (opener) {
      case "billing":
        return () -> Client.open(host, port);
      case "nested":
        return () -> Client.Nested.open(host, port);
      case "lambda":
        return Client.opener(host, port);
      case "legacy":
        return () -> io.github.recordsplit.apps.legacy.Client.open(host, port);
      default:
        return () -> Lines.connect(host, port);
    }
  }

  private static Callable<Void> write(String writer, SSLSocket socket, String name) {
    return () -> {
      switch (writer) {
        case "billing":
          Client.send(socket, name);
          break;
        case "legacy":
          io.github.recordsplit.apps.legacy.Client.send(socket, name);
          break;
        case "unflag":
          socket.getSession().removeValue("recordsplit");
          break;
        default:
          Lines.send(socket, name);
      }
      return null;
    };
  }

  private static <T> T inThread(Callable<T> step) throws Exception {
    FutureTask<T> task = new FutureTask<>(step);
    new Thread(task, "step").start();
    return task.get();
  }
}
