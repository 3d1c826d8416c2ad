package io.github.recordsplit.apps;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The transport below an {@link javax.net.ssl.SSLSocket}: connected to an {@link Endpoint} in the
 * same thread, so that nothing depends on timing, and recording each write.
 */
class MemorySocket extends Socket {
  private final Endpoint peer;
  private final int port;
  private final List<byte[]> writes = new ArrayList<>();
  private InputStream inbound = new ByteArrayInputStream(new byte[0]);

  MemorySocket(Endpoint peer, int port) {
    this.peer = peer;
    this.port = port;
  }

  /** Hands the writes to the peer; returns how many records each write completed. */
  List<Integer> deliver() throws IOException {
    List<Integer> records = new ArrayList<>();
    for (byte[] write : taken()) {
      records.add(peer.receive(write));
    }
    return records;
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return receive(bytes, offset, length);
      }

      @Override
      public int available() throws IOException {
        return inbound.available();
      }
    };
  }

  private int receive(byte[] bytes, int offset, int length) throws IOException {
    if (inbound.available() == 0) {
      deliver();
      peer.advance();
      inbound = new ByteArrayInputStream(peer.takeOutbound());
    }
    return inbound.read(bytes, offset, length);
  }

  private List<byte[]> taken() {
    synchronized (writes) {
      List<byte[]> taken = new ArrayList<>(writes);
      writes.clear();
      return taken;
    }
  }

  /** One write of the layer above. */
  void sent(byte[] write) throws IOException {
    synchronized (writes) {
      writes.add(write);
    }
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        sent(Arrays.copyOfRange(bytes, offset, offset + length));
      }
    };
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public InetAddress getInetAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public int getPort() {
    return port;
  }

  @Override
  public void setSoTimeout(int timeout) {
    // Nothing here ever waits.
  }

  @Override
  public int getSoTimeout() {
    return 0;
  }

  @Override
  public void shutdownOutput() {
    // The alert before it is what counts.
  }

  @Override
  public int getSoLinger() {
    return -1;
  }

  @Override
  public void setTcpNoDelay(boolean on) {
    // No network.
  }

  @Override
  public boolean getTcpNoDelay() {
    return false;
  }
}
