package io.github.recordsplit.connection;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The site that a client's socket is for, seen against the socket that it was put over. That one
 * may be connected to the site, as with STARTTLS; or to a proxy, whose name, address and port are
 * nobody's site. Never by DNS.
 */
public final class Site {
  /** A port that nobody named where the agent could see it. */
  public static final int UNKNOWN = -1;

  /**
   * Ports that factories were given and sockets did not keep, of sockets that are not clearly
   * connected to their site. Those of TLS libraries have no equality of their own to be confused
   * by.
   */
  private static final Map<Socket, Integer> NAMED =
      Collections.synchronizedMap(new WeakHashMap<Socket, Integer>());

  private final String host;
  private final int named;
  private final InetAddress address;
  private final int port;

  /**
   * Compares a socket's site with where its bytes go.
   *
   * @param below the socket that has the connection
   * @param host the site's name as the application gave it, or null if that is not known
   * @param named its port, or {@link #UNKNOWN}
   */
  public Site(Socket below, String host, int named) {
    this.host = host;
    this.named = named;
    this.address = below.getInetAddress();
    this.port = below.getPort();
  }

  /** A factory has put a socket over another one, for this site. */
  public static void named(Socket socket, Socket below, String host, int port) {
    boolean isSite = host != null && !host.isEmpty() && port > 0;
    if (isSite && socket != null && socket != below && !new Site(below, host, port).isClear()) {
      NAMED.put(socket, port);
    }
  }

  /** The port that a factory was given for a socket, or {@link #UNKNOWN}. */
  public static int portOf(Socket socket) {
    Integer named = NAMED.get(socket);
    return named == null ? UNKNOWN : named;
  }

  /** The site's address, or null if all that is known is where a proxy is. */
  InetAddress address() {
    return isDirect() ? address : null;
  }

  /** The site's port, or {@link #UNKNOWN}. */
  int port() {
    return named == UNKNOWN && isOfHost() ? port : named;
  }

  /** Whether nothing has to be remembered to tell the same later. */
  private boolean isClear() {
    return named == port && isOfHost();
  }

  /** An address that has no name may be what the application found for the host by itself. */
  private boolean isDirect() {
    return named == UNKNOWN ? isOfHost() : named == port && (isOfHost() || isNameless());
  }

  private boolean isOfHost() {
    return address != null
        && host != null
        && (isLiteral(host)
            ? host.equals(address.getHostAddress())
            : withoutDot(host).equalsIgnoreCase(withoutDot(nameOf(address))));
  }

  private boolean isNameless() {
    return address != null && nameOf(address).isEmpty() && host != null && !isLiteral(host);
  }

  /** The name that an address was made with: getHostName would ask DNS, toString does not. */
  static String nameOf(InetAddress address) {
    String text = address == null ? "" : address.toString();
    return text.substring(0, Math.max(0, text.indexOf('/')));
  }

  private static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** Whether a host is an address itself, which then is the site's, whatever the way there. */
  private static boolean isLiteral(String host) {
    boolean digits = !host.isEmpty();
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == ':') {
        return true;
      }
      digits &= c == '.' || (c >= '0' && c <= '9');
    }
    return digits;
  }
}
