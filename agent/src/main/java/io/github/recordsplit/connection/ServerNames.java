package io.github.recordsplit.connection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;

/** The names that a JSSE session's handshake asked for. */
public final class ServerNames {
  private ServerNames() {}

  /** Those of the handshake that made a session. */
  public static Collection<String> of(SSLSession session) {
    return session instanceof ExtendedSSLSession
        ? of(((ExtendedSSLSession) session).getRequestedServerNames())
        : new ArrayList<String>(0);
  }

  /** The same, of a library whose sessions ask the connection itself; else none. */
  public static Collection<String> ofConnection(SSLSession session) {
    String type = session == null ? "" : session.getClass().getName();
    return type.contains("org.conscrypt.") || type.contains("netty.handler.ssl.")
        ? of(session)
        : new ArrayList<String>(0);
  }

  /** Those of names in a ClientHello, or null, that are hosts. */
  public static Collection<String> of(List<?> serverNames) {
    List<String> names = new ArrayList<>(1);
    for (Object name : serverNames == null ? new ArrayList<>(0) : serverNames) {
      if (name instanceof SNIHostName) {
        names.add(((SNIHostName) name).getAsciiName());
      }
    }
    return names;
  }
}
