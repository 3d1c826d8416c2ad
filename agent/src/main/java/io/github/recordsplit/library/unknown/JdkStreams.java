package io.github.recordsplit.library.unknown;

import io.github.recordsplit.bridge.BridgeInjector;
import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * Streams of the JDK's that sockets of unknown TLS libraries give out: they are never woven, for
 * all of an application's I/O would pay for it.
 */
public final class JdkStreams {
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
}
