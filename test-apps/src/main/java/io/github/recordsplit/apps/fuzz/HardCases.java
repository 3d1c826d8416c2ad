package io.github.recordsplit.apps.fuzz;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLSession;

/**
 * TLS libraries of habits that are hard on whoever stands above them. Each connection sends two
 * payloads of 200 bytes, and prints the lengths of the records on its wire, or what it was thrown;
 * then it waits for the end of stdin.
 *
 * <p>Nothing is encrypted: a record is its header and its data.
 */
public final class HardCases {
  private static final int SIZE = 200;
  private static final int HEADER = 5;
  private static final int DATA = 23;

  private HardCases() {}

  /** One connection of the library. */
  private interface Library {
    void send(byte[] payload) throws IOException;
  }

  private interface Maker {
    Library make() throws IOException;
  }

  /** The names of the libraries to try. */
  public static void main(String[] names) throws IOException {
    for (String name : names) {
      connection(name);
    }
    System.out.println("done");
    while (System.in.read() >= 0) {
      // Until the test has looked at it.
    }
  }

  private static void connection(String name) {
    List<Object> outcome = new ArrayList<>();
    Wire wire = new Wire();
    try {
      Library library = maker(name, wire).make();
      for (int i = 0; i < 2; i++) {
        send(library, outcome);
      }
    } catch (IOException e) {
      outcome.add(e);
    }
    System.out.println(name + ": " + outcome + " wire " + wire.lengths());
  }

  private static void send(Library library, List<Object> outcome) {
    byte[] payload = new byte[SIZE];
    Arrays.fill(payload, (byte) 'x');
    try {
      library.send(payload);
      outcome.add("sent");
    } catch (IOException e) {
      outcome.add(e);
    }
  }

  private static Maker maker(String name, Wire wire) {
    switch (name) {
      case "engine that keeps a byte":
        return () -> new OfEngine(new Engine(false), wire);
      case "engine that splits":
        return () -> new OfEngine(new Engine(true), wire);
      case "socket that splits":
        return () -> new OfSocket(new Socket(new Splitting(wire)));
      case "socket with a stream of java.io":
        return () -> new OfSocket(new Socket(new BufferedOutputStream(new Whole(wire))));
      case "socket with a channel":
        return () -> new OfSocket(new Socket(Channels.newOutputStream(new Channel(wire))));
      default:
        throw new IllegalArgumentException(name);
    }
  }

  /** Records as they left. */
  private static final class Wire {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void record(byte[] data, int from, int length) {
      byte[] header = {DATA, 3, 1, (byte) (length >> 8), (byte) length};
      bytes.write(header, 0, HEADER);
      bytes.write(data, from, length);
    }

    List<Integer> lengths() {
      ByteBuffer left = ByteBuffer.wrap(bytes.toByteArray());
      List<Integer> lengths = new ArrayList<>();
      while (left.hasRemaining()) {
        int length = left.getShort(left.position() + HEADER - 2);
        lengths.add(length);
        left.position(left.position() + HEADER + length);
      }
      return lengths;
    }
  }

  private static final class OfEngine implements Library {
    private final Engine engine;
    private final Wire wire;

    OfEngine(Engine engine, Wire wire) {
      this.engine = engine;
      this.wire = wire;
    }

    @Override
    public void send(byte[] payload) throws IOException {
      ByteBuffer source = ByteBuffer.wrap(payload);
      while (source.hasRemaining()) {
        ByteBuffer packet = ByteBuffer.allocate(Toy.PACKET);
        engine.wrap(source, packet);
        wire.bytes.write(packet.array(), 0, packet.position());
      }
    }
  }

  private static final class OfSocket implements Library {
    private final OutputStream out;

    OfSocket(Socket socket) throws IOException {
      out = socket.getOutputStream();
    }

    @Override
    public void send(byte[] payload) throws IOException {
      out.write(payload);
      out.flush();
    }
  }

  /** One that splits by itself, or one that sends no byte alone. */
  private static final class Engine extends StubEngine {
    private final boolean splits;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Engine(boolean splits) {
      super("localhost", 443);
      this.splits = splits;
    }

    @Override
    public SSLEngineResult wrap(
        ByteBuffer[] sources, int offset, int length, ByteBuffer destination) {
      int before = kept.size();
      for (int i = offset; i < offset + length; i++) {
        while (sources[i].hasRemaining()) {
          kept.write(sources[i].get());
        }
      }
      int consumed = kept.size() - before;
      if (kept.size() == 1 && !splits) {
        return result(1, 0);
      }
      Wire made = new Wire();
      byte[] data = kept.toByteArray();
      kept.reset();
      int first = splits && data.length > 1 ? 1 : 0;
      if (first > 0) {
        made.record(data, 0, first);
      }
      made.record(data, first, data.length - first);
      destination.put(made.bytes.toByteArray());
      return result(consumed, made.bytes.size());
    }

    private static SSLEngineResult result(int consumed, int produced) {
      return new SSLEngineResult(Status.OK, HandshakeStatus.NOT_HANDSHAKING, consumed, produced);
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] to, int offset, int length) {
      return result(0, 0);
    }

    @Override
    public Runnable getDelegatedTask() {
      return null;
    }

    @Override
    public SSLSession getSession() {
      return new ToySession();
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

  private static final class Socket extends StubSocket {
    private final OutputStream out;

    Socket(OutputStream out) {
      this.out = out;
    }

    @Override
    public OutputStream getOutputStream() {
      return out;
    }
  }

  private static class Whole extends OutputStream {
    final Wire wire;

    Whole(Wire wire) {
      this.wire = wire;
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte});
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      wire.record(bytes, from, length);
    }
  }

  private static final class Splitting extends Whole {
    Splitting(Wire wire) {
      super(wire);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int first = length > 1 ? 1 : 0;
      if (first > 0) {
        wire.record(bytes, from, first);
      }
      wire.record(bytes, from + first, length - first);
    }
  }

  private static final class Channel implements WritableByteChannel {
    private final Wire wire;

    Channel(Wire wire) {
      this.wire = wire;
    }

    @Override
    public int write(ByteBuffer source) {
      byte[] data = new byte[source.remaining()];
      source.get(data);
      wire.record(data, 0, data.length);
      return data.length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
