package io.github.recordsplit.benchmarks.jmh;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A transport that at some time begins to keep only the first bytes of what is written. */
final class SinkSocket extends Socket {
  private Sink sink;

  SinkSocket(InetAddress address, int port) throws IOException {
    super(address, port);
  }

  @Override
  public synchronized OutputStream getOutputStream() throws IOException {
    if (sink == null) {
      sink = new Sink(super.getOutputStream());
    }
    return sink;
  }

  /** Nothing reaches the peer from now on, and {@link #sent} begins anew. */
  void throwAway() {
    sink.length = 0;
    sink.on = true;
  }

  byte[] sent() {
    return sink.first.clone();
  }

  int length() {
    return sink.length;
  }

  private static final class Sink extends OutputStream {
    private final OutputStream wire;
    private final byte[] first = new byte[1024];
    private int length;
    private boolean on;

    Sink(OutputStream wire) {
      this.wire = wire;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      if (!on) {
        wire.write(bytes, offset, count);
      } else if (length + count <= first.length) {
        System.arraycopy(bytes, offset, first, length, count);
        length += count;
      }
    }
  }
}
