package io.github.recordsplit.harness;

import java.io.DataInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * SQL Server up to the log-in (MS-TDS 2.2.6.5, 3.3.5): it agrees to encrypt, shakes hands in TLS
 * records that are wrapped in TDS packets, keeps the log-in with the records it came in, and hangs
 * up.
 */
public final class TdsServer implements AutoCloseable {
  private static final int PRELOGIN = 0x12;
  private static final int REPLY = 0x04;
  private static final int HEADER = 8;

  private final ServerSocket listener;
  private final CompletableFuture<Message> login = new CompletableFuture<>();

  private TdsServer(Tls tls) throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(tls), "TDS server");
    thread.setDaemon(true);
    thread.start();
  }

  /** A server on a free port of the loopback interface, for one client. */
  public static TdsServer start(Tls tls) throws IOException {
    return new TdsServer(tls);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The log-in, as soon as it is there. */
  public Message login() throws Exception {
    return login.get(1, TimeUnit.MINUTES);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve(Tls tls) {
    try (Socket socket = listener.accept()) {
      // A client that tries again is refused.
      listener.close();
      prelogin(socket);
      try (RecordChannel channel = new RecordChannel(new Wrapped(socket), tls.server())) {
        login.complete(Message.read(channel, Protocol.TDS));
      }
    } catch (IOException | RuntimeException e) {
      login.completeExceptionally(e);
    }
  }

  /** VERSION (token 0), ENCRYPTION (1): on, TERMINATOR. */
  private static void prelogin(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] header = new byte[HEADER];
    in.readFully(header);
    if (header[0] != PRELOGIN) {
      throw new IOException("no PRELOGIN: " + header[0]);
    }
    in.readFully(new byte[ByteBuffer.wrap(header).getShort(2) - HEADER]);
    byte[] options = {0, 0, 11, 0, 6, 1, 0, 17, 0, 1, (byte) 0xff, 15, 0, 7, (byte) 0xd0, 0, 0, 1};
    socket.getOutputStream().write(packet(REPLY, options, 0, options.length));
  }

  private static byte[] packet(int type, byte[] content, int offset, int length) {
    ByteBuffer packet = ByteBuffer.allocate(HEADER + length);
    packet.put((byte) type).put((byte) 1).putShort((short) (HEADER + length)).putInt(0x100);
    return packet.put(content, offset, length).array();
  }

  /** Takes the packets off what comes, and puts what leaves into packets: the handshake's form. */
  private static final class Wrapped extends Socket {
    private final Socket socket;

    Wrapped(Socket socket) {
      this.socket = socket;
    }

    @Override
    public void setTcpNoDelay(boolean on) throws java.net.SocketException {
      socket.setTcpNoDelay(on);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new Unwrapping(socket.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(socket.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(packet(PRELOGIN, bytes, offset, length));
        }
      };
    }

    @Override
    public synchronized void close() throws IOException {
      socket.close();
    }
  }

  /** What begins as a packet is one; else it is a TLS record as it stands. */
  private static final class Unwrapping extends PushbackInputStream {
    private static final int RECORD_HEADER = 5;

    private int left;

    Unwrapping(InputStream in) {
      super(in, RECORD_HEADER);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        begin();
      }
      int count = super.read(bytes, offset, Math.min(Math.max(left, 1), length));
      left -= Math.max(count, 0);
      return count;
    }

    private void begin() throws IOException {
      int type = super.read();
      if (type == PRELOGIN) {
        left = ByteBuffer.wrap(in.readNBytes(HEADER - 1)).getShort(1) - HEADER;
      } else if (type >= 0) {
        byte[] rest = in.readNBytes(RECORD_HEADER - 1);
        left = RECORD_HEADER + ByteBuffer.wrap(rest).getShort(2);
        unread(rest);
        unread(type);
      }
    }
  }
}
