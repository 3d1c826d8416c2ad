package io.github.recordsplit.split;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;

/** The names that a JSSE session's handshake asked for. */
final class ServerNames {
  private ServerNames() {}

  static Collection<String> of(SSLSession session) {
    if (!(session instanceof ExtendedSSLSession)) {
      return new ArrayList<>(0);
    }
    return of(((ExtendedSSLSession) session).getRequestedServerNames());
  }

  /** Those of names in a ClientHello that are hosts. */
  static Collection<String> of(List<?> serverNames) {
    List<String> names = new ArrayList<>(1);
    for (Object name : serverNames) {
      if (name instanceof SNIHostName) {
        names.add(((SNIHostName) name).getAsciiName());
      }
    }
    return names;
  }
}
