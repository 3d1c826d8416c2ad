package io.github.recordsplit.bridge.lang;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * The agent, as the woven code of TLS libraries knows it that no table names. What a method throws
 * is the library's own, or a refusal.
 */
public interface RecordSplitUnknown {
  /** {@code wrap} of one buffer begins: its result, or null to go on. */
  SSLEngineResult wrapStarted(Object engine, ByteBuffer source, ByteBuffer destination)
      throws SSLException;

  /**
   * {@code wrap} of several buffers begins.
   *
   * @param length of them, or -1 where the overload is given none
   */
  SSLEngineResult wrapStarted(
      Object engine, ByteBuffer[] sources, int offset, int length, ByteBuffer destination)
      throws SSLException;

  /** Whether bytes of an engine are held. */
  boolean isHolding(Object engine);

  /**
   * How many bytes more an engine's next payload takes.
   *
   * @param overhead the bytes that it reckons with for a record beside its payload
   */
  int extraRoom(Object engine, int overhead);

  /** {@code Socket.getOutputStream()} of a class returns. */
  void streamGiven(Object socket, OutputStream stream, String className) throws SSLException;

  /** {@code OutputStream.write(int)} begins; true if it is done. */
  boolean writeStarted(Object stream, int oneByte) throws IOException;

  /**
   * {@code OutputStream.write} of an array begins.
   *
   * @param length of it, or -1 where the overload is given none
   */
  boolean writeStarted(Object stream, byte[] bytes, int offset, int length) throws IOException;

  /** {@code SSLSocket.startHandshake()} begins. */
  void handshakeStarted(Object socket);

  /** {@code SSLSocket.startHandshake()} returns. */
  void handshakeFinished(Object socket);

  /** An engine's handshake is finished, as a result of {@code wrap} or {@code unwrap} tells. */
  void handshakeFinished(Object engine, SSLEngineResult result);

  /** An engine's outbound side is being closed, or a socket, or a stream. */
  void closed(Object object);
}
