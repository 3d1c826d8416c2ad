package io.github.recordsplit.apps;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * An {@code SSLEngine} over a non-blocking channel, with buffers of the sizes that the session
 * names, as the JDK's documentation shows it: a line, then its reply.
 */
public final class NioClient {
  private static final int[] SIZES = {200, 1, 2, 100_000, 200};

  private final Selector selector = Selector.open();
  private final SocketChannel channel;
  private final SelectionKey key;
  private final SSLEngine engine;
  private final ByteBuffer netIn;
  private final ByteBuffer netOut;
  private final ByteBuffer appIn;

  private NioClient(int port) throws Exception {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ);
    engine = SSLContext.getDefault().createSSLEngine("localhost", port);
    engine.setUseClientMode(true);
    netIn = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    netOut = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    appIn = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
  }

  /** The ports of servers; prints what it did to each. */
  public static void main(String[] ports) throws Exception {
    for (String port : ports) {
      NioClient client = new NioClient(Integer.parseInt(port));
      client.handshake();
      for (int size : sizes()) {
        client.send(line(size));
        byte[] reply = client.receive(size);
        System.out.println(client.protocol() + " " + size + " " + Arrays.hashCode(reply));
      }
      client.close();
    }
  }

  private static int[] sizes() {
    Integer only = Integer.getInteger("apps.size");
    return only == null ? SIZES : new int[] {only, only, only};
  }

  private String protocol() {
    return engine.getSession().getProtocol();
  }

  private static byte[] line(int size) {
    byte[] line = new byte[size];
    for (int i = 0; i < size; i++) {
      line[i] = (byte) ('a' + i % 26);
    }
    line[size - 1] = '\n';
    return line;
  }

  private void handshake() throws IOException {
    engine.beginHandshake();
    while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK:
          engine.getDelegatedTask().run();
          break;
        case NEED_WRAP:
          wrap(ByteBuffer.allocate(0));
          break;
        default:
          unwrap();
      }
    }
  }

  private void send(byte[] line) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(line);
    while (source.hasRemaining()) {
      SSLEngineResult result = wrap(source);
      System.out.println(result.getStatus() + " " + result.getHandshakeStatus());
    }
  }

  private byte[] receive(int size) throws IOException {
    byte[] reply = new byte[size];
    for (int length = 0; length < size; ) {
      unwrap();
      appIn.flip();
      int n = appIn.remaining();
      appIn.get(reply, length, n);
      appIn.clear();
      length += n;
    }
    return reply;
  }

  private SSLEngineResult wrap(ByteBuffer source) throws IOException {
    netOut.clear();
    SSLEngineResult result = engine.wrap(source, netOut);
    if (result.getStatus() != Status.OK && result.getStatus() != Status.CLOSED) {
      throw new IOException(result.toString());
    }
    netOut.flip();
    while (netOut.hasRemaining()) {
      await(SelectionKey.OP_WRITE);
      channel.write(netOut);
    }
    return result;
  }

  /** One record, whose bytes may arrive in pieces. */
  private void unwrap() throws IOException {
    netIn.flip();
    SSLEngineResult result = engine.unwrap(netIn, appIn);
    netIn.compact();
    if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
      await(SelectionKey.OP_READ);
      if (channel.read(netIn) < 0) {
        throw new EOFException();
      }
    } else if (result.getStatus() != Status.OK) {
      throw new IOException(result.toString());
    }
  }

  private void await(int operation) throws IOException {
    key.interestOps(operation);
    selector.select();
    selector.selectedKeys().clear();
  }

  private void close() throws IOException {
    engine.closeOutbound();
    wrap(ByteBuffer.allocate(0));
    channel.close();
    selector.close();
  }
}
