package io.github.recordsplit.apps.receivers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.recordsplit.apps.Lines;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import javax.net.ssl.SSLSocket;

/** A terminal emulator: screens that end with telnet's end of record. */
public final class Terminal {
  static final String END = "\u00ff\u00ef";

  private static final int PATIENCE_MILLIS = 20_000;

  private Terminal() {}

  public static void talk(String host, int port) throws IOException {
    try (SSLSocket socket = Lines.connect(host, port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      exchange(socket, "}LOGON APPLID(BANK)");
      exchange(socket, "}DISPLAY ACCOUNT 4711");
    }
  }

  private static void exchange(SSLSocket socket, String screen) throws IOException {
    socket.getOutputStream().write((screen + END).getBytes(ISO_8859_1));
    String reply = screen(socket.getInputStream());
    if (!reply.equals("READY" + END)) {
      throw new ProtocolException("keyboard locked: " + reply.replace(END, ""));
    }
  }

  private static String screen(InputStream in) throws IOException {
    StringBuilder screen = new StringBuilder();
    while (screen.indexOf(END) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      screen.append((char) next);
    }
    return screen.toString();
  }
}
