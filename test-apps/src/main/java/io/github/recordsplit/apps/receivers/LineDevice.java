package io.github.recordsplit.apps.receivers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.recordsplit.apps.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ProtocolException;
import javax.net.ssl.SSLSocket;

/** A device that is given commands, one a line, and answers each with one. */
public final class LineDevice {
  private static final int PATIENCE_MILLIS = 20_000;

  private LineDevice() {}

  public static void talk(String host, int port) throws IOException {
    try (SSLSocket socket = Lines.connect(host, port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      for (String command : new String[] {"HELO meter", "READ 17"}) {
        socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
        String reply = in.readLine();
        if (!"250 OK".equals(reply)) {
          throw new ProtocolException(command + ": " + reply);
        }
      }
    }
  }
}
