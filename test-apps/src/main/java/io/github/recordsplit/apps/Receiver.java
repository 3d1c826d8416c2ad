package io.github.recordsplit.apps;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A socket server of lines. Told "naive", it takes what one read brings for one message; told
 * "hanging", it answers a message of several reads, too, and then leaves its client waiting.
 */
public final class Receiver {
  private Receiver() {}

  /** The kind of receiver, naive, correct or hanging; the port is its first line of output. */
  public static void main(String[] args) throws Exception {
    boolean naive = args[0].equals("naive");
    SSLServerSocket listener =
        (SSLServerSocket)
            SSLContext.getDefault()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    System.out.println("port " + listener.getLocalPort());
    while (true) {
      try (SSLSocket socket = (SSLSocket) listener.accept()) {
        byte[] message = new byte[1000];
        InputStream in = socket.getInputStream();
        int first = in.read(message);
        int length = first;
        while (!naive && length > 0 && message[length - 1] != '\n') {
          length += Math.max(0, in.read(message, length, message.length - length));
        }
        String reply = "got " + length + "\n";
        socket.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
        for (boolean open = args[0].equals("hanging") && length > first; open; ) {
          open = in.read(message) >= 0;
        }
      } catch (java.io.IOException e) {
        // That client is gone.
      }
    }
  }
}
