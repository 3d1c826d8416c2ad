package io.github.recordsplit.split;

import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * Streams of the JDK's that sockets of unknown TLS libraries give out: they are never woven, for
 * all of an application's I/O would pay for it.
 */
final class JdkStreams {
  private static final List<String> VULNERABLE = Arrays.asList("TLSv1", "TLSv1.0", "SSLv3");

  private final BridgeDefiner opener;
  private Field out;

  JdkStreams(BridgeDefiner opener) {
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
    for (String protocol : socket.getEnabledProtocols()) {
      if (VULNERABLE.contains(protocol)) {
        return true;
      }
    }
    return false;
  }
}
