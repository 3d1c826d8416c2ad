package io.github.recordsplit.tools.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;

/** The part of a connection before TLS; it takes no byte more than it is asked for. */
final class Plain {
  private static final int LONGEST = 1 << 16;

  private final Socket socket;
  private final Deadline deadline;

  Plain(Socket socket, Deadline deadline) {
    this.socket = socket;
    this.deadline = deadline;
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void send(String line) throws IOException {
    send((line + "\r\n").getBytes(ISO_8859_1));
  }

  int read() throws IOException {
    deadline.limit(socket);
    int b = socket.getInputStream().read();
    if (b < 0) {
      throw new IOException("the server closed the connection before TLS");
    }
    return b;
  }

  byte[] read(int count) throws IOException {
    if (count > LONGEST) {
      throw new IOException("the server does not speak this protocol");
    }
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) read();
    }
    return bytes;
  }

  /** Returns a line without its end. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = read(); b != '\n'; b = read()) {
      if (line.size() == LONGEST) {
        throw new IOException("the server does not speak this protocol");
      }
      line.write(b);
    }
    return new String(line.toByteArray(), ISO_8859_1).trim();
  }

  /** Reads lines until one that starts so; the server refuses if one starts otherwise. */
  void expect(String prefix, String between) throws IOException {
    for (String line = line(); !line.startsWith(prefix); line = line()) {
      if (!line.startsWith(between)) {
        throw new IOException("the server refuses STARTTLS: " + line);
      }
    }
  }
}
