package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.Messages;

/** {@code HOST:PORT}, an IPv6 address in brackets. */
final class HostAndPort {
  private static final int MOST = 65535;

  final String host;
  final int port;

  private HostAndPort(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** A server. */
  static HostAndPort of(String given) throws UsageException {
    return of(given, 1, "HOST:PORT");
  }

  /** Where to listen: {@code PORT} or {@code ADDRESS:PORT}; 0 is any port. */
  static HostAndPort toListen(String given, String otherwise) throws UsageException {
    return given.indexOf(':') < 0
        ? new HostAndPort(otherwise, port(given, 0))
        : of(given, 0, "PORT or ADDRESS:PORT");
  }

  private static HostAndPort of(String given, int least, String expected) throws UsageException {
    int colon = given.lastIndexOf(':');
    String host = colon < 0 ? "" : given.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty()) {
      throw new UsageException(Messages.quote(given) + " is not " + expected);
    }
    return new HostAndPort(host, port(given.substring(colon + 1), least));
  }

  static int port(String given, int least) throws UsageException {
    if (given.matches("\\d{1,5}")) {
      int port = Integer.parseInt(given);
      if (port >= least && port <= MOST) {
        return port;
      }
    }
    throw new UsageException(Messages.quote(given) + " is not a port (expected 1 to 65535)");
  }
}
