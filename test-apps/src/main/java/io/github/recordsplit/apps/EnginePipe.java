package io.github.recordsplit.apps;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLParameters;

/** An engine over a blocking socket. */
final class EnginePipe implements Pinned.Pipe {
  private final Socket socket;
  private final SSLEngine engine;
  private final byte[] chunk = new byte[4096];
  private final ByteBuffer netIn;
  private final ByteBuffer netOut;
  private final ByteBuffer appIn;

  EnginePipe(Socket socket, SSLEngine engine) {
    this.socket = socket;
    this.engine = engine;
    netIn = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
    netOut = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
    appIn = ByteBuffer.allocate(2 * engine.getSession().getApplicationBufferSize());
  }

  @Override
  public void send(String text) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    while (source.hasRemaining()) {
      step(source);
    }
  }

  @Override
  public String readLine() throws IOException {
    while (appIn.position() == 0 || appIn.get(appIn.position() - 1) != '\n') {
      step(null);
    }
    String line = new String(appIn.array(), 0, appIn.position() - 1, StandardCharsets.US_ASCII);
    appIn.clear();
    return line;
  }

  /** What the handshake needs next; else the source is sent, or if there is none a record read. */
  private void step(ByteBuffer source) throws IOException {
    HandshakeStatus due = engine.getHandshakeStatus();
    if (due == HandshakeStatus.NEED_TASK) {
      engine.getDelegatedTask().run();
    } else if (due == HandshakeStatus.NEED_WRAP) {
      wrap(ByteBuffer.allocate(0));
    } else if (source == null || due == HandshakeStatus.NEED_UNWRAP) {
      unwrap(source != null);
    } else {
      wrap(source);
    }
  }

  private void wrap(ByteBuffer source) throws IOException {
    SSLEngineResult result = engine.wrap(source, netOut);
    socket.getOutputStream().write(netOut.array(), 0, netOut.position());
    netOut.clear();
    if (result.getStatus() != Status.OK) {
      throw new EOFException(result.toString());
    }
  }

  /** Netty's engine notices only when it is called that its handshake is done. */
  private void unwrap(boolean sends) throws IOException {
    netIn.flip();
    SSLEngineResult result = engine.unwrap(netIn, appIn);
    netIn.compact();
    boolean done = sends && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    if (result.getStatus() == Status.BUFFER_UNDERFLOW && !done) {
      int n = socket.getInputStream().read(chunk, 0, Math.min(chunk.length, netIn.remaining()));
      if (n < 0) {
        engine.closeInbound(); // which tells that it is too early
        throw new EOFException();
      }
      netIn.put(chunk, 0, n);
    } else if (result.getStatus() == Status.CLOSED) {
      throw new EOFException(result.toString());
    }
  }

  @Override
  public String protocol() {
    return engine.getSession().getProtocol();
  }

  @Override
  public SSLParameters parameters() {
    return engine.getSSLParameters();
  }

  @Override
  public void close() throws IOException {
    engine.closeOutbound();
    while (!engine.isOutboundDone() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      if (engine.wrap(ByteBuffer.allocate(0), netOut).getStatus() == Status.CLOSED) {
        break;
      }
    }
    socket.getOutputStream().write(netOut.array(), 0, netOut.position());
    socket.close();
  }
}
