package io.github.recordsplit.tools.probe;

import io.github.recordsplit.tls.RecordHeaders;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** One TLS connection whose records and transport writes are chosen here, not by the library. */
final class TlsConnection implements Closeable {
  /** Longer than the delayed acknowledgement that a peer with two writes waits for. */
  private static final int PAUSE = 50;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** The peer's application data, by the plaintext of each record. */
  final SentRecords received = new SentRecords();

  private final Socket socket;
  private final SSLEngine engine;
  private ByteBuffer encrypted;
  private ByteBuffer plain;

  TlsConnection(Socket socket, SSLEngine engine) {
    this.socket = socket;
    this.engine = engine;
    encrypted = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
  }

  SSLEngine engine() {
    return engine;
  }

  void handshake(Deadline deadline) throws IOException {
    engine.beginHandshake();
    advance();
    while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
      if (!unwrap(deadline)) {
        throw new SSLException("the peer closed the connection within the handshake");
      }
    }
  }

  /** Sends one payload; never an empty record. */
  void write(byte[] payload, SplitStyle style) throws IOException {
    received.turn();
    ByteBuffer source = ByteBuffer.wrap(payload);
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    if (style != SplitStyle.WHOLE && payload.length > 1) {
      source.limit(1);
      wrap(source, records);
      source.limit(payload.length);
      if (style == SplitStyle.TWO_WRITES) {
        send(records);
        pause();
      }
    }
    wrap(source, records);
    send(records);
  }

  /** Returns what one record or more brought, or null at the end of the connection. */
  byte[] read(Deadline deadline) throws IOException {
    while (plain.position() == 0) {
      if (!unwrap(deadline)) {
        return null;
      }
    }
    byte[] bytes = Arrays.copyOf(plain.array(), plain.position());
    plain.clear();
    return bytes;
  }

  @Override
  public void close() throws IOException {
    try {
      engine.closeOutbound();
      advance();
    } catch (IOException gone) {
      // The peer has closed already, and was told about.
    } finally {
      socket.close();
    }
  }

  /** Returns false at the end of the connection. */
  private boolean unwrap(Deadline deadline) throws IOException {
    encrypted.flip();
    boolean isData = encrypted.hasRemaining() && encrypted.get(0) == RecordHeaders.APPLICATION_DATA;
    SSLEngineResult result;
    try {
      result = engine.unwrap(encrypted, plain);
    } finally {
      encrypted.compact();
    }
    if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
      return fill(deadline);
    }
    if (isData && result.bytesConsumed() > 0) {
      received.add(result.bytesProduced());
    }
    if (result.getStatus() == Status.BUFFER_OVERFLOW) {
      plain = larger(plain, engine.getSession().getApplicationBufferSize());
    }
    advance();
    return result.getStatus() != Status.CLOSED;
  }

  private boolean fill(Deadline deadline) throws IOException {
    encrypted = larger(encrypted, engine.getSession().getPacketBufferSize());
    deadline.limit(socket);
    int count =
        socket
            .getInputStream()
            .read(encrypted.array(), encrypted.position(), encrypted.remaining());
    if (count > 0) {
      encrypted.position(encrypted.position() + count);
    }
    return count >= 0;
  }

  /** Sizes are known for sure only once the handshake is done. */
  private static ByteBuffer larger(ByteBuffer buffer, int free) {
    if (buffer.remaining() > 0 && buffer.capacity() >= free) {
      return buffer;
    }
    ByteBuffer larger = ByteBuffer.allocate(buffer.position() + free);
    buffer.flip();
    larger.put(buffer);
    return larger;
  }

  /** Does what the engine asks for, until it wants to receive. */
  private void advance() throws IOException {
    while (true) {
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
      } else if (status == HandshakeStatus.NEED_WRAP) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        Status outcome = wrapOnce(NOTHING, records);
        send(records);
        if (outcome == Status.CLOSED) {
          return;
        }
      } else {
        return;
      }
    }
  }

  private void wrap(ByteBuffer source, ByteArrayOutputStream records) throws IOException {
    while (source.hasRemaining()) {
      if (wrapOnce(source, records) != Status.OK) {
        throw new SSLException("the peer closed the connection");
      }
    }
  }

  private Status wrapOnce(ByteBuffer source, ByteArrayOutputStream records) throws SSLException {
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    SSLEngineResult result = engine.wrap(source, record);
    records.write(record.array(), 0, record.position());
    return result.getStatus();
  }

  private void send(ByteArrayOutputStream records) throws IOException {
    if (records.size() > 0) {
      socket.getOutputStream().write(records.toByteArray());
      records.reset();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
