package io.github.recordsplit.split.generic;

import io.github.recordsplit.split.Bridge;
import java.util.Objects;
import javax.net.ssl.SSLSession;

/** What a session tells through the public API, read again for each payload. */
final class SessionFacts {
  private static final String[] NOT_CBC = {"GCM", "CCM", "CHACHA", "POLY1305", "RC4", "NULL"};

  private String protocol = "";
  private String suite = "";
  private Object flag;
  private int bits;

  /**
   * Reads a session.
   *
   * @return whether anything changed that a decision depends on
   */
  boolean read(SSLSession session) {
    Object flagNow = session.getValue("recordsplit");
    String protocolNow = session.getProtocol();
    String suiteNow = session.getCipherSuite();
    boolean changed = !Objects.equals(flag, flagNow);
    if (!protocol.equals(protocolNow) || !suite.equals(suiteNow)) {
      protocol = String.valueOf(protocolNow);
      suite = String.valueOf(suiteNow);
      bits = (isOld(protocol) ? 0 : Bridge.TLS11_PLUS) | (isCbc(suite) ? Bridge.CBC : 0);
      changed = true;
    }
    flag = flagNow;
    return changed;
  }

  /** Bits of {@link Bridge}. */
  int bits() {
    return bits;
  }

  boolean isVulnerable() {
    return (bits & (Bridge.CBC | Bridge.TLS11_PLUS)) == Bridge.CBC;
  }

  /** Whether there is TLS to split: a handshake came to an end, and it is not DTLS. */
  boolean isSplittable() {
    return protocol.startsWith("TLS") || protocol.startsWith("SSL");
  }

  private static boolean isOld(String protocol) {
    return protocol.equals("TLSv1") || protocol.equals("TLSv1.0") || protocol.startsWith("SSL");
  }

  /** OpenSSL's own names ({@code AES128-SHA}) do not say CBC: what is nothing else is that. */
  private static boolean isCbc(String suite) {
    if (suite.contains("_CBC_")) {
      return true;
    }
    for (String other : NOT_CBC) {
      if (suite.contains(other)) {
        return false;
      }
    }
    return !suite.contains("_") && !suite.isEmpty();
  }
}
