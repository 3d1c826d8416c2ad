package io.github.recordsplit.bridge.lang;

import java.io.InputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;

/** The agent, as woven code knows it that hears what peers answer. It never throws. */
public interface RecordSplitAnswers {
  /** SunJSSE: a socket has read a record's plaintext, up to the position. */
  void socketRead(Object record, ByteBuffer plain);

  /** SunJSSE: an engine has read a record. */
  void engineRead(Object record, SSLEngineResult result);

  /** SunJSSE: the transport has ended, or the engine's owner says so. */
  void endOfStream(Object record);

  /** SunJSSE: nothing more is to be read, as the peer has said. */
  void inboundClosed(Object record);

  /** SunJSSE: the application closes a socket, or an engine's outbound side. */
  void closed(Object record);

  /** SunJSSE: a connection ends with an error; the cause may be null. */
  void failed(Object record, Object alert, boolean received, Throwable cause);

  /** A protocol was given application data. */
  void protocolRead(Object protocol, int length);

  /** A protocol's peer gives up, or closes. */
  void alertReceived(Object protocol, short level, short description);

  /** A protocol's connection ends with an error; the cause may be null. */
  void protocolFailed(Object protocol, Throwable cause);

  /** A protocol is closed. */
  void protocolClosed(Object protocol, boolean byApplication);

  /** Another library's engine has read something, or is closed. */
  void unwrapped(Object engine, SSLEngineResult result);

  /** Another library's engine is told that the transport has ended. */
  void inboundEnds(Object engine);

  /** The application closes another library's socket, or an engine's outbound side. */
  void otherClosed(Object engineOrSocket);

  /** {@code Socket.getInputStream()} of a class returns. */
  void inputGiven(Object socket, InputStream stream, String className);

  /** A stream of another library's socket has read so many bytes; negative at the end. */
  void streamRead(Object stream, int count);
}
