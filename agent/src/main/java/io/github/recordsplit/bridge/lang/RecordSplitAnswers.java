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

  /** bctls: a protocol was given application data. */
  void bcRead(Object protocol, int length);

  /** bctls: the peer gives up, or closes. */
  void bcAlert(Object protocol, short level, short description);

  /** bctls: a connection ends with an error; the cause may be null. */
  void bcFailed(Object protocol, Throwable cause);

  /** bctls: a connection is closed. */
  void bcClosed(Object protocol, boolean byApplication);

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
