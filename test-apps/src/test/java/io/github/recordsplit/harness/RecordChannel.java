package io.github.recordsplit.harness;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * A TLS connection that is read record by record, in a JVM without the agent: what it returns is
 * what was on the wire.
 */
final class RecordChannel implements AutoCloseable {
  private static final int HEADER = 5;
  private static final int APPLICATION_DATA = 23;

  private final Socket socket;
  private final DataInputStream in;
  private final SSLEngine engine;
  private final ByteBuffer plain = ByteBuffer.allocate(1 << 16);
  private final ByteBuffer encrypted = ByteBuffer.allocate(1 << 16);

  RecordChannel(Socket socket, SSLEngine engine) throws IOException {
    this.socket = socket;
    this.engine = engine;
    in = new DataInputStream(socket.getInputStream());
    socket.setTcpNoDelay(true);
    handshake();
  }

  private void handshake() throws IOException {
    engine.beginHandshake();
    advance();
    while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
      byte[] record = nextRecord();
      if (record == null) {
        throw new IOException("the connection ended within the handshake");
      }
      unwrap(record);
    }
  }

  /** The content of the next application-data record, or null at the end of the connection. */
  byte[] read() throws IOException {
    while (true) {
      byte[] record = nextRecord();
      byte[] content = record == null ? null : unwrap(record);
      if (content == null || engine.isInboundDone()) {
        return null;
      }
      // An empty record counts: it is just what must never be seen.
      if (content.length > 0 || (record[0] == APPLICATION_DATA && !mayBeTicket())) {
        return content;
      }
    }
  }

  void write(byte[] bytes) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    while (source.hasRemaining()) {
      wrap(source);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** A server of TLS 1.3 sends its tickets in records that look like application data. */
  private boolean mayBeTicket() {
    return engine.getUseClientMode() && engine.getSession().getProtocol().equals("TLSv1.3");
  }

  private byte[] nextRecord() throws IOException {
    try {
      byte[] header = new byte[HEADER];
      in.readFully(header);
      int length = ByteBuffer.wrap(header).getShort(3) & 0xffff;
      byte[] record = Arrays.copyOf(header, HEADER + length);
      in.readFully(record, HEADER, length);
      return record;
    } catch (EOFException | SocketException ended) {
      return null;
    }
  }

  private byte[] unwrap(byte[] record) throws IOException {
    plain.clear();
    ByteBuffer source = ByteBuffer.wrap(record);
    do {
      require(engine.unwrap(source, plain));
      advance();
    } while (source.hasRemaining() && !engine.isInboundDone());
    return Arrays.copyOf(plain.array(), plain.position());
  }

  /** Does what the engine asks for, until it asks for a record. */
  private void advance() throws IOException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
        default -> {
          return;
        }
      }
    }
  }

  private void wrap(ByteBuffer source) throws IOException {
    encrypted.clear();
    require(engine.wrap(source, encrypted));
    try {
      socket.getOutputStream().write(encrypted.array(), 0, encrypted.position());
    } catch (SocketException gone) {
      // The answer to a peer's close_notify that did not wait for it.
      if (!engine.isInboundDone()) {
        throw gone;
      }
    }
  }

  private static void require(SSLEngineResult result) throws IOException {
    if (result.getStatus() != Status.OK && result.getStatus() != Status.CLOSED) {
      throw new IOException(result.toString());
    }
  }
}
