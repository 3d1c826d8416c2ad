package io.github.recordsplit.apps.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Sends a message in one record on each of many connections, and prints what came back. */
public final class FramingClient {
  private FramingClient() {}

  /** How many connections to each, how many milliseconds a reply may take, and the ports. */
  public static void main(String[] args) {
    for (int port = 2; port < args.length; port++) {
      for (int i = Integer.parseInt(args[0]); i > 0; i--) {
        String reply = reply(Integer.parseInt(args[port]), Integer.parseInt(args[1]), i);
        System.out.println((port - 2) + " " + reply);
      }
    }
  }

  private static String reply(int port, int patience, int longer) {
    try (SSLSocket socket =
        (SSLSocket)
            SSLSocketFactory.getDefault().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(patience);
      socket.startHandshake();
      socket.getOutputStream().write(message(longer));
      try {
        String line =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
        return line == null ? "closed" : line.startsWith("got") ? "right" : line;
      } catch (SocketTimeoutException e) {
        // Or close waits as long again for the peer's alert.
        socket.setSoTimeout(1);
        return "silent";
      }
    } catch (IOException e) {
      return "closed";
    }
  }

  private static byte[] message(int longer) {
    StringBuilder message = new StringBuilder("are you there");
    for (int i = 0; i < longer; i++) {
      message.append('?');
    }
    return message.append('\n').toString().getBytes(US_ASCII);
  }
}
