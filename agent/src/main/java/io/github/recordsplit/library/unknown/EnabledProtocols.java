package io.github.recordsplit.library.unknown;

import io.github.recordsplit.tls.Version;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/** What an engine or socket of an unknown TLS library says that it offers. */
final class EnabledProtocols {
  /** The form of a message, and no version. */
  private static final String OLD_HELLO = "SSLv2Hello";

  private static final String[] NONE = {};

  private EnabledProtocols() {}

  /** Whether a handshake could end in what needs splitting, as far as is known before it. */
  static boolean mayBeVulnerable(Object engineOrSocket) {
    String[] offers = of(engineOrSocket);
    for (String offer : offers) {
      if (!OLD_HELLO.equals(offer) && Version.of(offer).mayBeOld()) {
        return true;
      }
    }
    return offers.length == 0;
  }

  /** Whether nothing above TLS 1.1 is offered; not of one that does not say. */
  static boolean arePinned(Object engineOrSocket) {
    String[] offers = of(engineOrSocket);
    for (String offer : offers) {
      Version version = Version.of(offer);
      if (!OLD_HELLO.equals(offer) && !version.isOld() && version != Version.TLS11) {
        return false;
      }
    }
    return offers.length > 0;
  }

  private static String[] of(Object engineOrSocket) {
    try {
      String[] offers =
          engineOrSocket instanceof SSLEngine
              ? ((SSLEngine) engineOrSocket).getEnabledProtocols()
              : ((SSLSocket) engineOrSocket).getEnabledProtocols();
      return offers == null ? NONE : offers;
    } catch (RuntimeException | LinkageError e) {
      return NONE; // it has not said
    }
  }
}
