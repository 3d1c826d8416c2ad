package io.github.recordsplit.apps.framing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** An engine over a blocking channel, written as the documentation of {@code SSLEngine} has it. */
final class EngineChannel implements AutoCloseable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SSLEngine engine;
  private final ByteBuffer netIn;
  private final ByteBuffer netOut;

  EngineChannel(SocketChannel channel, SSLEngine engine) {
    this.channel = channel;
    this.engine = engine;
    netIn = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    netOut = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
  }

  /** Room for the largest message and one record more. */
  ByteBuffer newMessage() {
    return ByteBuffer.allocate(
        SocketReceiver.LARGEST + engine.getSession().getApplicationBufferSize());
  }

  /** What was unwrapped into a message, which is empty then. */
  static byte[] take(ByteBuffer message) {
    message.flip();
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    message.clear();
    return bytes;
  }

  /**
   * One record, or a step of a handshake.
   *
   * @return false if the peer has closed
   */
  boolean unwrap(ByteBuffer destination) throws IOException {
    netIn.flip();
    SSLEngineResult result = engine.unwrap(netIn, destination);
    netIn.compact();
    switch (result.getStatus()) {
      case BUFFER_UNDERFLOW:
        return channel.read(netIn) >= 0;
      case OK:
        handshake();
        return true;
      default:
        return false;
    }
  }

  private void handshake() throws IOException {
    while (true) {
      HandshakeStatus due = engine.getHandshakeStatus();
      if (due == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
      } else if (due == HandshakeStatus.NEED_WRAP) {
        wrap(NOTHING);
      } else {
        return;
      }
    }
  }

  /** Sends a reply. */
  void send(byte[] reply) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(reply);
    while (source.hasRemaining()) {
      wrap(source);
    }
  }

  private Status wrap(ByteBuffer source) throws IOException {
    netOut.clear();
    Status status = engine.wrap(source, netOut).getStatus();
    netOut.flip();
    while (netOut.hasRemaining()) {
      channel.write(netOut);
    }
    return status;
  }

  @Override
  public void close() throws IOException {
    engine.closeOutbound();
    Status unused = wrap(NOTHING);
    channel.close();
  }
}
