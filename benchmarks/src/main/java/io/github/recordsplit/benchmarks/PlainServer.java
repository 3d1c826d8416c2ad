package io.github.recordsplit.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A {@link ReplyServer} without TLS, which a proxy beside it does. Prints its port, and goes on
 * until stdin ends.
 */
public final class PlainServer {
  private PlainServer() {}

  public static void main(String[] args) throws IOException {
    ServerSocket listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    ReplyServer.inBackground(() -> accept(listener));
    System.out.println(listener.getLocalPort());
    while (System.in.read() >= 0) {
      // nobody says anything
    }
  }

  private static void accept(ServerSocket listener) {
    try {
      while (true) {
        Socket accepted = listener.accept();
        ReplyServer.inBackground(() -> serve(accepted));
      }
    } catch (IOException hasEnded) {
      // with its JVM
    }
  }

  private static void serve(Socket accepted) {
    try (Socket socket = accepted) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      byte[] request = new byte[Request.LENGTH];
      while (true) {
        in.readFully(request);
        out.write(new byte[Request.reply(request)]);
      }
    } catch (IOException clientHasGone) {
      // or a proxy that looked whether it is there
    }
  }
}
