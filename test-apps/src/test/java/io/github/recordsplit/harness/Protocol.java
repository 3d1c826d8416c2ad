package io.github.recordsplit.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a message ends, and how the test's server answers one. */
public enum Protocol {
  /** Each record is a message, and none is answered. */
  SINK {
    @Override
    public boolean complete(byte[] message) {
      return message.length > 0;
    }

    @Override
    byte[] reply(byte[] request) {
      return new byte[0];
    }
  },

  /** A line, answered by that line reversed. */
  LINE {
    @Override
    public boolean complete(byte[] message) {
      return message.length > 0 && message[message.length - 1] == '\n';
    }

    @Override
    byte[] reply(byte[] request) {
      String line = new String(request, 0, request.length - 1, ISO_8859_1);
      return (new StringBuilder(line).reverse() + "\n").getBytes(ISO_8859_1);
    }
  },

  /** SQL Server's packets, whose header has their length; none is answered. */
  TDS {
    @Override
    public boolean complete(byte[] message) {
      return message.length >= 4 && message.length >= ByteBuffer.wrap(message).getShort(2);
    }

    @Override
    byte[] reply(byte[] request) {
      return new byte[0];
    }
  },

  /** PostgreSQL's start-up message, behind its request for TLS; the answer wants no password. */
  POSTGRES {
    @Override
    void startTls(Socket socket) throws IOException {
      new DataInputStream(socket.getInputStream()).readFully(new byte[8]);
      socket.getOutputStream().write('S');
    }

    @Override
    public boolean complete(byte[] message) {
      return message.length >= 4 && message.length >= ByteBuffer.wrap(message).getInt();
    }

    @Override
    byte[] reply(byte[] request) {
      return new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 0};
    }
  },

  /** HTTP/1.1 with keep-alive: a body comes back reversed, and a GET of /N gets N bytes. */
  HTTP {
    @Override
    public boolean complete(byte[] message) {
      String text = new String(message, ISO_8859_1);
      int end = text.indexOf(HEADERS_END);
      return end >= 0 && text.length() == end + HEADERS_END.length() + bodyLength(text, end);
    }

    @Override
    byte[] reply(byte[] request) {
      String text = new String(request, ISO_8859_1);
      String body = text.substring(text.indexOf(HEADERS_END) + HEADERS_END.length());
      Matcher get = GET.matcher(text);
      String answer =
          get.lookingAt()
              ? "x".repeat(Integer.parseInt(get.group(1)))
              : new StringBuilder(body).reverse().toString();
      String head = "HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + HEADERS_END;
      return (head + answer).getBytes(ISO_8859_1);
    }
  };

  private static final String HEADERS_END = "\r\n\r\n";
  private static final Pattern GET = Pattern.compile("GET /(\\d+) ");
  private static final Pattern LENGTH = Pattern.compile("\ncontent-length: *(\\d+)");

  /** What a server does before TLS begins. */
  void startTls(Socket socket) throws IOException {}

  /** Whether these bytes are a whole message. */
  public abstract boolean complete(byte[] message);

  abstract byte[] reply(byte[] request);

  private static int bodyLength(String text, int headersEnd) {
    Matcher length = LENGTH.matcher(text.substring(0, headersEnd).toLowerCase(Locale.ROOT));
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }
}
