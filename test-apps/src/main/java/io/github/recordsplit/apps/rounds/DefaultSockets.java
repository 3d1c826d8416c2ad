package io.github.recordsplit.apps.rounds;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Security;
import javax.net.ssl.SSLSocketFactory;

/**
 * The JVM's default socket factory, for clients that take no other, made as the JDK's documentation
 * says: what it makes speaks the TLS version of a round.
 */
public final class DefaultSockets extends SSLSocketFactory {
  private static volatile SSLSocketFactory current;

  /** The JDK makes it. */
  public DefaultSockets() {}

  /** Before anything asks the JDK for its default, and then at each round. */
  public static void speak(Round round) throws GeneralSecurityException {
    Security.setProperty("ssl.SocketFactory.provider", DefaultSockets.class.getName());
    current = round.context().getSocketFactory();
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return current.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return current.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return current.createSocket();
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean close)
      throws IOException {
    return current.createSocket(below, host, port, close);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return current.createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return current.createSocket(host, port, local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return current.createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return current.createSocket(host, port, local, localPort);
  }
}
