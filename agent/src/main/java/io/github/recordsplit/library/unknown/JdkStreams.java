package io.github.recordsplit.library.unknown;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.tls.Version;
import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import javax.net.ssl.SSLSocket;

/**
 * Streams of the JDK's that sockets of unknown TLS libraries give out: they are never woven, for
 * all of an application's I/O would pay for it.
 */
public final class JdkStreams {
  /** The form of a message, and no version. */
  private static final String OLD_HELLO = "SSLv2Hello";

  private static final String[] NONE = {};

  private final BridgeInjector opener;
  private Field out;

  public JdkStreams(BridgeInjector opener) {
    this.opener = opener;
  }

  /** The library's own stream, where {@code java.io} stands in front of it; else the stream. */
  OutputStream innermost(OutputStream stream) throws ReflectiveOperationException {
    OutputStream inner = stream;
    while (inner instanceof FilterOutputStream
        && inner.getClass().getName().startsWith("java.io.")) {
      inner = (OutputStream) out().get(inner);
    }
    return inner;
  }

  private synchronized Field out() throws ReflectiveOperationException {
    if (out == null) {
      try {
        out = AccessController.doPrivileged(new Opened());
      } catch (PrivilegedActionException e) {
        throw (ReflectiveOperationException) e.getException();
      }
    }
    return out;
  }

  /** With this jar's rights, where those of the application are limited. */
  private final class Opened implements PrivilegedExceptionAction<Field> {
    @Override
    public Field run() throws NoSuchFieldException {
      Field field = FilterOutputStream.class.getDeclaredField("out");
      opener.open(field);
      return field;
    }
  }

  /** Whether a handshake could end in what needs splitting, as far as is known before it. */
  static boolean mayBeVulnerable(SSLSocket socket) {
    String[] offers = enabled(socket);
    for (String offer : offers) {
      if (!OLD_HELLO.equals(offer) && Version.of(offer).mayBeOld()) {
        return true;
      }
    }
    return offers.length == 0;
  }

  private static String[] enabled(SSLSocket socket) {
    try {
      String[] offers = socket.getEnabledProtocols();
      return offers == null ? NONE : offers;
    } catch (RuntimeException | LinkageError e) {
      return NONE; // it has not said
    }
  }
}
