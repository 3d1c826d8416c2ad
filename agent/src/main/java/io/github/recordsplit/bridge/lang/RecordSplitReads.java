package io.github.recordsplit.bridge.lang;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;

/** The agent, as woven code knows it that reads. */
public interface RecordSplitReads {
  /** A socket wants its next record: it is given one, or null to read it. */
  ByteBuffer nextRecord(Object socket, ByteBuffer buffer);

  /** A socket has read a record. */
  void recordRead(Object socket, ByteBuffer plain);

  /** An engine's {@code unwrap} begins: its answer, or null to go on. */
  SSLEngineResult unwrapStarted(
      Object engine,
      ByteBuffer[] sources,
      int from,
      int count,
      ByteBuffer[] destinations,
      int to,
      int length);

  /** An engine's {@code unwrap} ends: what the application is told. */
  SSLEngineResult unwrapFinished(Object engine, SSLEngineResult result);

  /** A handler of Netty 3 has decoded a record: what the next one is given of it. */
  Object frameDecoded(Object frame, Object handler, Object context);

  /** A protocol, which is used by itself, has decrypted a record: whether that is all it does. */
  boolean recordDecrypted(Object protocol, byte[] plain, int offset, int length) throws IOException;

  /** Who uses a protocol wants to read. */
  void readStarted(Object protocol) throws IOException;

  /**
   * A stream of a socket that no table names wants to read; all are proper.
   *
   * @return how many bytes it was given, or a negative number to read
   */
  int streamReadStarted(Object stream, byte[] into, int offset, int length);

  /** It has read so many bytes, of those that it asked for: how many its application is given. */
  int streamRead(Object stream, byte[] into, int offset, int length, int count);

  /** Bytes that its application is still to be given. */
  int owed(Object stream);

  /** A socket, an engine or a protocol is being closed. */
  void closed(Object transport);
}
