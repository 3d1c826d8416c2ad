package io.github.recordsplit.apps.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLSession;

/**
 * TLS libraries that no table names, each with words of its own for its protocol and suite, as
 * Tomcat's engine on OpenSSL has. Each connection sends two payloads of 100 bytes, and prints the
 * lengths of the records on its wire; then it waits for the end of stdin.
 *
 * <p>Each argument is one connection: {@code KIND|PROTOCOL|SUITE|VERSION}. The kind is {@code
 * socket}, {@code engine}, or {@code shaken} for an engine whose handshake is seen; the protocol
 * may be {@code null}, or {@code none} for no session at all, and of an engine that offers nothing
 * but DTLS {@code offers}; the version is that in the headers of its records.
 *
 * <p>Nothing is encrypted: a record is its header and its data.
 */
public final class ToyWords {
  private static final int SIZE = 100;
  private static final int HEADER = 5;
  private static final int DTLS_HEADER = 13;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int DATA = 23;

  /** None is collected before the test has looked at it. */
  private static final List<Object> OPEN = new ArrayList<>();

  private ToyWords() {}

  public static void main(String[] args) throws IOException {
    for (String arg : args) {
      Words words = new Words(arg);
      ByteArrayOutputStream wire = new ByteArrayOutputStream();
      if (words.kind.equals("socket")) {
        socket(words, wire);
      } else {
        engine(words, wire);
      }
      System.out.println(arg + ' ' + lengths(wire.toByteArray(), words.header()));
    }
    System.out.println("done");
    while (System.in.read() >= 0) {
      // Until the test has looked at it.
    }
  }

  private static void socket(Words words, OutputStream wire) throws IOException {
    Socket socket = new Socket(words, wire);
    OPEN.add(socket);
    OutputStream out = socket.getOutputStream();
    out.write(new byte[SIZE]);
    out.write(new byte[SIZE]);
  }

  private static void engine(Words words, ByteArrayOutputStream wire) throws IOException {
    Engine engine = new Engine(words);
    OPEN.add(engine);
    if (words.kind.equals("shaken")) {
      engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(Toy.PACKET));
    }
    for (int i = 0; i < 2; i++) {
      ByteBuffer packet = ByteBuffer.allocate(Toy.PACKET);
      engine.wrap(ByteBuffer.wrap(new byte[SIZE]), packet);
      wire.write(packet.array(), 0, packet.position());
    }
  }

  private static List<Integer> lengths(byte[] wire, int header) {
    List<Integer> lengths = new ArrayList<>();
    for (int at = 0; at < wire.length; ) {
      int length = (wire[at + header - 2] & 0xff) << 8 | (wire[at + header - 1] & 0xff);
      lengths.add(length);
      at += header + length;
    }
    return lengths;
  }

  private static final class Words {
    final String kind;
    final String protocol;
    private final String suite;
    private final int version;

    Words(String text) {
      String[] words = text.split("\\|", -1);
      kind = words[0];
      protocol = words[1];
      suite = words[2];
      version = Integer.parseInt(words[3], 16);
    }

    SSLSession session() {
      return protocol.equals("none") ? null : new ToySession(word(protocol), word(suite));
    }

    private static String word(String word) {
      return word.equals("null") || word.equals("offers") ? null : word;
    }

    int header() {
      return version >> 8 == 0xfe ? DTLS_HEADER : HEADER;
    }

    byte[] record(int type, byte[] data, int from, int length) {
      ByteBuffer record = ByteBuffer.allocate(header() + length);
      record.put((byte) type).putShort((short) version);
      record.position(header() - 2);
      record.putShort((short) length).put(data, from, length);
      return record.array();
    }
  }

  private static final class Socket extends StubSocket {
    private final Words words;
    private final OutputStream out;

    Socket(Words words, OutputStream wire) {
      this.words = words;
      out =
          new OutputStream() {
            @Override
            public void write(int oneByte) throws IOException {
              write(new byte[] {(byte) oneByte});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
              wire.write(words.record(DATA, bytes, offset, length));
            }
          };
    }

    @Override
    public SSLSession getSession() {
      return words.session();
    }

    @Override
    public OutputStream getOutputStream() {
      return out;
    }
  }

  private static final class Engine extends StubEngine {
    private final Words words;

    Engine(Words words) {
      super("localhost", 443);
      this.words = words;
    }

    @Override
    public SSLEngineResult wrap(
        ByteBuffer[] sources, int offset, int length, ByteBuffer destination) {
      int start = destination.position();
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      for (ByteBuffer source : Arrays.asList(sources).subList(offset, offset + length)) {
        while (source.hasRemaining()) {
          data.write(source.get());
        }
      }
      if (data.size() == 0) {
        destination.put(new byte[] {HANDSHAKE, 3, 1, 0, 3, 0, 0, 0});
        destination.put(words.record(CHANGE_CIPHER_SPEC, new byte[] {1}, 0, 1));
      } else {
        destination.put(words.record(DATA, data.toByteArray(), 0, data.size()));
      }
      return new SSLEngineResult(
          Status.OK, getHandshakeStatus(), data.size(), destination.position() - start);
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] to, int offset, int length) {
      return new SSLEngineResult(Status.OK, getHandshakeStatus(), 0, 0);
    }

    @Override
    public String[] getEnabledProtocols() {
      return words.protocol.equals("offers") ? new String[] {"DTLSv1.2", "DTLSv1.0"} : null;
    }

    @Override
    public Runnable getDelegatedTask() {
      return null;
    }

    @Override
    public SSLSession getSession() {
      return words.session();
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
      return HandshakeStatus.NOT_HANDSHAKING;
    }

    @Override
    public void closeOutbound() {}

    @Override
    public boolean isOutboundDone() {
      return false;
    }
  }
}
