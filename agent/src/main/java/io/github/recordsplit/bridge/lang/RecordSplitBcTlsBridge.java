package io.github.recordsplit.bridge.lang;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

/**
 * What the woven code of bctls calls where payloads leave.
 *
 * <p>What a call throws is the library's own, or a refusal: the agent's errors are caught behind
 * it.
 */
public final class RecordSplitBcTlsBridge {
  private static final RecordSplitHooks HOOKS = RecordSplitAgent.HOOKS;

  private RecordSplitBcTlsBridge() {}

  /** Null if it cannot be made: then the library goes on as if there were no agent. */
  private static RecordSplitBcTls bcTls() {
    try {
      return HOOKS.bcTls();
    } catch (Throwable t) {
      RecordSplitDecision unused = RecordSplitAgent.onFailure(t);
      return null;
    }
  }

  /** {@code TlsProtocol.writeApplicationData} begins; true if the payload is written. */
  public static boolean onPayload(Object protocol, byte[] data, int offset, int length)
      throws IOException {
    RecordSplitBcTls bcTls = bcTls();
    return bcTls != null && bcTls.onPayload(protocol, data, offset, length);
  }

  /** {@code TlsProtocol.previewOutputRecord} begins; its answer, or null. */
  public static Object previewStarted(Object protocol, int length) throws IOException {
    RecordSplitBcTls bcTls = bcTls();
    return bcTls == null ? null : bcTls.previewStarted(protocol, length);
  }

  /** {@code ProvSSLEngine.wrap} begins, where it writes each source; its result, or null. */
  public static Object wrapStarted(
      Object engine, ByteBuffer[] sources, int offset, int length, ByteBuffer destination)
      throws SSLException {
    RecordSplitBcTls bcTls = bcTls();
    return bcTls == null ? null : bcTls.wrapStarted(engine, sources, offset, length, destination);
  }

  /** A socket or engine of the provider is being made. */
  public static void transportMade(Object transport) {
    RecordSplitBcTls bcTls = bcTls();
    if (bcTls != null) {
      bcTls.transportMade(transport);
    }
  }

  /** A protocol is being made. */
  public static void protocolMade(Object protocol) {
    RecordSplitBcTls bcTls = bcTls();
    if (bcTls != null) {
      bcTls.protocolMade(protocol);
    }
  }

  /** A protocol's handshake is being completed. */
  public static void handshakeFinished(Object protocol) {
    RecordSplitBcTls bcTls = bcTls();
    if (bcTls != null) {
      bcTls.handshakeFinished(protocol);
    }
  }
}
