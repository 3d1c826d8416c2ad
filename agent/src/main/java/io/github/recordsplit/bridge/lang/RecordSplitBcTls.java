package io.github.recordsplit.bridge.lang;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

/**
 * The agent, as the woven code of bctls knows it. What a method throws is the library's own, or a
 * refusal.
 */
public interface RecordSplitBcTls {
  /** {@code TlsProtocol.writeApplicationData} begins; true if the payload is written. */
  boolean onPayload(Object protocol, byte[] data, int offset, int length) throws IOException;

  /** {@code TlsProtocol.previewOutputRecord} begins; its answer, or null. */
  Object previewStarted(Object protocol, int length) throws IOException;

  /** {@code ProvSSLEngine.wrap} begins, where it writes each source; its result, or null. */
  Object wrapStarted(
      Object engine, ByteBuffer[] sources, int offset, int length, ByteBuffer destination)
      throws SSLException;

  /** A socket or an engine of the provider is being made. */
  void transportMade(Object transport);

  /** A protocol is being made. */
  void protocolMade(Object protocol);

  /** A protocol's handshake is being completed. */
  void handshakeFinished(Object protocol);
}
