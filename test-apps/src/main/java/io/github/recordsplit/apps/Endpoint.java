package io.github.recordsplit.apps;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * One end of a connection in memory: an engine that is given one record at a time, so that each
 * record's plaintext length shows.
 */
final class Endpoint {
  private static final int HEADER = 5;
  private static final int APPLICATION_DATA = 23;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  final SSLEngine engine;
  final List<Integer> plainLengths = new ArrayList<>();
  final List<Integer> wireLengths = new ArrayList<>();
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private final ByteArrayOutputStream outbound = new ByteArrayOutputStream();
  private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private byte[] inbound = new byte[0];

  Endpoint(SSLEngine engine) throws SSLException {
    this.engine = engine;
    engine.beginHandshake();
  }

  /** Forgets what was received: handshakes and earlier payloads do not count. */
  void mark() {
    plainLengths.clear();
    wireLengths.clear();
    plain.reset();
  }

  /** Gives its buffer back: it stays open, and receives no more. */
  Endpoint forget() {
    mark();
    buffer = NOTHING;
    return this;
  }

  byte[] received() {
    return plain.toByteArray();
  }

  /** Bytes for the other end. */
  byte[] takeOutbound() {
    byte[] bytes = outbound.toByteArray();
    outbound.reset();
    return bytes;
  }

  /** Takes bytes from the other end; returns how many records they completed. */
  int receive(byte[] bytes) throws SSLException {
    int held = inbound.length;
    inbound = Arrays.copyOf(inbound, held + bytes.length);
    System.arraycopy(bytes, 0, inbound, held, bytes.length);
    int records = recordsIn(inbound);
    advance();
    return records;
  }

  /** Goes on until the other end has to move. */
  void advance() throws SSLException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK:
          engine.getDelegatedTask().run();
          break;
        case NEED_WRAP:
          wrap(NOTHING);
          break;
        default:
          if (recordsIn(inbound) == 0) {
            return;
          }
          unwrap();
      }
    }
  }

  /** One wrap; its bytes wait in the outbound queue. */
  SSLEngineResult wrap(ByteBuffer... sources) throws SSLException {
    ByteBuffer packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    SSLEngineResult result = engine.wrap(sources, packet);
    outbound.write(packet.array(), 0, packet.position());
    return result;
  }

  /** Netty's engine notices only when it is called that the last message ended its handshake. */
  void nudge() throws SSLException {
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
      engine.unwrap(NOTHING.duplicate(), buffer);
    }
  }

  boolean handshaking() {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  private void unwrap() throws SSLException {
    int length = recordLength(inbound, 0);
    boolean data = inbound[0] == APPLICATION_DATA;
    buffer.clear();
    SSLEngineResult result = engine.unwrap(ByteBuffer.wrap(inbound, 0, length), buffer);
    if (result.bytesConsumed() == 0) {
      if (result.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
        throw new SSLException("record not taken: " + result);
      }
      return;
    }
    inbound = Arrays.copyOfRange(inbound, length, inbound.length);
    if (data && (result.bytesProduced() > 0 || !isTls13Message(length))) {
      plainLengths.add(result.bytesProduced());
      wireLengths.add(length);
      plain.write(buffer.array(), 0, result.bytesProduced());
    }
  }

  /**
   * TLS 1.3 hides tickets among the data; an empty record (type, padding, tag) is shorter than any.
   */
  private boolean isTls13Message(int length) {
    return engine.getSession().getProtocol().equals("TLSv1.3") && length > HEADER + 1 + 16 + 16;
  }

  private static int recordsIn(byte[] bytes) {
    int records = 0;
    for (int at = 0; at + HEADER <= bytes.length; records++) {
      at += recordLength(bytes, at);
      if (at > bytes.length) {
        break;
      }
    }
    return records;
  }

  private static int recordLength(byte[] bytes, int at) {
    return HEADER + ((bytes[at + 3] & 0xff) << 8) + (bytes[at + 4] & 0xff);
  }
}
