package io.github.recordsplit.bridge.lang;

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
}
