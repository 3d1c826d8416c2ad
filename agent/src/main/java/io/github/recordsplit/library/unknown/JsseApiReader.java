package io.github.recordsplit.library.unknown;

import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.Library;
import io.github.recordsplit.connection.ServerNames;
import io.github.recordsplit.connection.Site;
import io.github.recordsplit.library.SupportedLibraries;
import io.github.recordsplit.library.sunjsse.SunJsse;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Reads connections of unknown TLS libraries: only after their handshake, and never by DNS. */
public class JsseApiReader implements Library {
  private static final String CONSCRYPT = "Conscrypt";

  /** How the names of classes begin, and what operators call their library. */
  private static final String[][] NAMES = {
    {"org.conscrypt.", CONSCRYPT},
    {"com.google.android.gms.org.conscrypt.", CONSCRYPT},
    {"io.netty.handler.ssl.OpenSsl", "Netty OpenSSL"},
    {"io.netty.handler.ssl.ReferenceCountedOpenSsl", "Netty OpenSSL"},
    {"org.wildfly.openssl.", "WildFly OpenSSL"},
  };

  private final SupportedLibraries libraries;
  private final SunJsse sunJsse;

  /**
   * Makes a reader.
   *
   * @param libraries whose connections others wrap
   * @param sunJsse knows what is asked of an engine or socket that another one wraps
   */
  public JsseApiReader(SupportedLibraries libraries, SunJsse sunJsse) {
    this.libraries = libraries;
    this.sunJsse = sunJsse;
  }

  /** The class where it is none of those that are known. */
  @Override
  public String nameOf(Object owner) {
    String type = owner.getClass().getName();
    for (String[] known : NAMES) {
      if (type.startsWith(known[0])) {
        return known[1];
      }
    }
    return type;
  }

  @Override
  public boolean splitsByItself(Object owner) {
    return nameOf(owner).equals(CONSCRYPT);
  }

  @Override
  public boolean isPinned(Object owner) {
    return EnabledProtocols.arePinned(owner);
  }

  @Override
  public boolean isWrapper(SSLSession session) {
    return libraries.of(session) != null;
  }

  @Override
  public boolean isSteered() {
    return false;
  }

  @Override
  public Object ownerOf(Object record) {
    return record;
  }

  @Override
  public Object transportOf(Object owner) {
    return owner;
  }

  @Override
  public SSLSession sessionOf(Object owner) {
    try {
      return owner instanceof SSLEngine
          ? ((SSLEngine) owner).getSession()
          : ((SSLSocket) owner).getSession();
    } catch (RuntimeException | LinkageError e) {
      return null; // what it cannot tell, it has not said
    }
  }

  @Override
  public boolean isClient(Object owner) {
    return owner instanceof SSLEngine
        ? ((SSLEngine) owner).getUseClientMode()
        : ((SSLSocket) owner).getUseClientMode();
  }

  @Override
  public String hostOf(Object owner) {
    try {
      SSLSession session = owner instanceof SSLEngine ? null : sessionOf(owner);
      return session == null ? hostOfEngine(owner) : session.getPeerHost();
    } catch (RuntimeException | LinkageError e) {
      return null;
    }
  }

  private static String hostOfEngine(Object owner) {
    return owner instanceof SSLEngine ? ((SSLEngine) owner).getPeerHost() : null;
  }

  /** Before the handshake, which asking for a session would make. */
  public static final class Unshaken extends JsseApiReader {
    public Unshaken() {
      super(new SupportedLibraries(), null);
    }

    @Override
    public Collection<String> serverNamesOf(Object owner, Object notes) {
      return new ArrayList<>(0);
    }

    @Override
    public SSLSession sessionOf(Object owner) {
      return null;
    }

    @Override
    public String hostOf(Object owner) {
      return owner instanceof SSLEngine ? super.hostOf(owner) : null;
    }
  }

  @Override
  public Site siteOf(Object owner, Socket socket) {
    if (!isClient(owner)) {
      return null;
    }
    String host = hostOf(owner);
    Socket below = Below.of(socket, Socket.class);
    if (below != null) {
      return new Site(below, host, namedPort((SSLSocket) socket, below));
    }
    return host == null ? null : new Site(socket, host, socket.getPort());
  }

  /** The port that a socket tells or keeps, or its session, or the socket that it wraps. */
  private int namedPort(SSLSocket socket, Socket below) {
    int port = below.getPort();
    if (socket.getPort() != port) {
      return socket.getPort();
    }
    int kept = Below.portOf(socket); // Conscrypt tells that below
    SSLSession session = kept > 0 ? null : sessionOf(socket);
    int told = session == null ? Site.UNKNOWN : session.getPeerPort();
    return kept > 0 ? kept : told > 0 && told != port ? told : Site.portOf(below);
  }

  /**
   * A client's are those that its application set. A server's session may be one that it resumes,
   * which knows the names of another connection.
   */
  @Override
  public Collection<String> serverNamesOf(Object owner, Object notes)
      throws ReflectiveOperationException {
    if (isClient(owner)) {
      return ServerNames.of(parametersOf(owner).getServerNames());
    }
    Object below = below(owner);
    Collection<String> asked = below == null ? null : sunJsse.askedOf(below);
    return asked == null ? ServerNames.ofConnection(sessionOf(owner)) : asked;
  }

  private static Object below(Object owner) {
    return owner instanceof SSLEngine
        ? Below.of(owner, SSLEngine.class)
        : Below.of(owner, SSLSocket.class);
  }

  @Override
  public Connection connectionBelow(Object owner) throws ReflectiveOperationException {
    Object below = below(owner);
    return below == null ? null : sunJsse.find(below);
  }

  private static SSLParameters parametersOf(Object owner) {
    return owner instanceof SSLEngine
        ? ((SSLEngine) owner).getSSLParameters()
        : ((SSLSocket) owner).getSSLParameters();
  }
}
