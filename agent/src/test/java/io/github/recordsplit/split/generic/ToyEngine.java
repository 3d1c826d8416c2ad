package io.github.recordsplit.split.generic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLSession;

/**
 * An engine that frames and numbers its records but encrypts nothing, and in whose habits chance
 * decides: room for a full record or just enough, all sources or the first, padding, handshakes.
 */
final class ToyEngine extends SSLEngine {
  static final int PACKET = 16384 + 5 + 300;

  /** Handshake records that it has to send before data. */
  int pending;

  private final Random random;
  private final boolean demandsRoom;
  private final boolean firstSourceOnly;
  private final boolean pads;
  private int sequence;

  ToyEngine(Random random) {
    this.random = random;
    demandsRoom = random.nextBoolean();
    firstSourceOnly = random.nextBoolean();
    pads = random.nextInt(4) == 0;
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer to) {
    if (pending > 0) {
      if (to.remaining() < 9 || (demandsRoom && to.remaining() < PACKET)) {
        return result(Status.BUFFER_OVERFLOW, 0, 0);
      }
      pending--;
      to.put((byte) 22).putShort((short) 0x301).putShort((short) 4).putInt(sequence++);
      return result(Status.OK, 0, 9);
    }
    int data = 0;
    int last = offset + length;
    for (int i = offset; firstSourceOnly && last > i; i++) {
      last = sources[i].hasRemaining() ? i + 1 : last;
    }
    for (int i = offset; i < last; i++) {
      data += sources[i].remaining();
    }
    data = Math.min(data, 16384);
    int padding = (pads ? random.nextInt(250) : 0) + (16 - (data + 1) % 16);
    if (to.remaining() < (demandsRoom ? PACKET : data + padding + 11)) {
      return result(Status.BUFFER_OVERFLOW, 0, 0);
    }
    to.put((byte) 23).putShort((short) 0x301).putShort((short) (data + padding + 6));
    to.putInt(sequence++).putShort((short) padding);
    int left = data;
    for (int i = offset; i < last; i++) {
      int bytes = Math.min(left, sources[i].remaining());
      ByteBuffer part = sources[i].duplicate();
      part.limit(part.position() + bytes);
      to.put(part);
      sources[i].position(sources[i].position() + bytes);
      left -= bytes;
    }
    to.put(new byte[padding]);
    return result(Status.OK, data, data + padding + 11);
  }

  private SSLEngineResult result(Status status, int consumed, int produced) {
    return new SSLEngineResult(status, getHandshakeStatus(), consumed, produced);
  }

  /** The plaintext, if no record is missing, repeated or out of order. */
  byte[] decrypt(ByteBuffer wire) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (int due = 0; wire.hasRemaining(); due++) {
      boolean data = wire.get() == 23;
      wire.getShort();
      int length = wire.getShort();
      assertEquals(due, wire.getInt(), "record number");
      if (data) {
        int padding = wire.getShort();
        byte[] bytes = new byte[length - 6 - padding];
        wire.get(bytes);
        wire.position(wire.position() + padding);
        plain.writeBytes(bytes);
      }
    }
    return plain.toByteArray();
  }

  @Override
  public SSLSession getSession() {
    return (SSLSession)
        Proxy.newProxyInstance(
            SSLSession.class.getClassLoader(),
            new Class<?>[] {SSLSession.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getProtocol" -> "TLSv1";
                  case "getCipherSuite" -> "TLS_RSA_WITH_AES_128_CBC_SHA";
                  case "getPacketBufferSize" -> PACKET;
                  default -> null;
                });
  }

  @Override
  public HandshakeStatus getHandshakeStatus() {
    return pending > 0 ? HandshakeStatus.NEED_WRAP : HandshakeStatus.NOT_HANDSHAKING;
  }

  @Override
  public boolean isOutboundDone() {
    return false;
  }

  @Override
  public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] to, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Runnable getDelegatedTask() {
    return null;
  }

  @Override
  public void closeInbound() {}

  @Override
  public boolean isInboundDone() {
    return false;
  }

  @Override
  public void closeOutbound() {}

  @Override
  public String[] getSupportedCipherSuites() {
    return new String[0];
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return new String[0];
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {}

  @Override
  public String[] getSupportedProtocols() {
    return new String[0];
  }

  @Override
  public String[] getEnabledProtocols() {
    return new String[0];
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {}

  @Override
  public void beginHandshake() {}

  @Override
  public void setUseClientMode(boolean client) {}

  @Override
  public boolean getUseClientMode() {
    return true;
  }

  @Override
  public void setNeedClientAuth(boolean need) {}

  @Override
  public boolean getNeedClientAuth() {
    return false;
  }

  @Override
  public void setWantClientAuth(boolean want) {}

  @Override
  public boolean getWantClientAuth() {
    return false;
  }

  @Override
  public void setEnableSessionCreation(boolean enabled) {}

  @Override
  public boolean getEnableSessionCreation() {
    return true;
  }
}
