package io.github.recordsplit.library.unknown;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.SplitDecider;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/**
 * The switch of Conscrypt's own splitting: BoringSSL's mode {@code SSL_MODE_CBC_RECORD_SPLITTING},
 * which {@code org.conscrypt.NativeSsl} sets for each connection and which nothing public clears.
 * BoringSSL looks at it for each record.
 */
final class ConscryptSplitting {
  /** Why {@link SplitDecider#cannot} where there is none. */
  static final String NO_SWITCH = "its TLS library splits by itself and has no switch";

  private static final String PACKAGE = "org.conscrypt."; // behind another one where it is shaded
  private static final long MODE = 0x100; // NativeConstants.SSL_MODE_CBC_RECORD_SPLITTING
  private static final int DEPTH = 4; // wrapper, socket, engine, NativeSsl

  private boolean looked;
  private boolean on = true;
  private Object nativeSsl;
  private Lock lock;
  private Field ssl;
  private Method set;
  private Method clear;

  /** Whether a class is Conscrypt's, so that what it makes splits by itself. */
  static boolean isIn(Class<?> type) {
    return type.getName().contains(PACKAGE);
  }

  /**
   * Has a connection do as was decided.
   *
   * @param connection the same engine or socket each time
   * @param decider is told, once, if this version of Conscrypt has another shape
   */
  void obey(Object connection, RecordSplitDecision decision, SplitDecider decider) {
    try {
      turn(connection, decision != RecordSplitDecision.NEVER);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      decider.cannot(RecordSplitDecision.NEVER, NO_SWITCH);
    }
  }

  /** Lets it split from its next record on, or keeps it from that, if it is Conscrypt's. */
  private void turn(Object connection, boolean wanted) throws ReflectiveOperationException {
    if (!looked) {
      looked = true;
      if (isIn(connection.getClass())) {
        look(nativeSsl(connection, DEPTH));
      }
    }
    if (clear != null && on != wanted) {
      turn(wanted);
    }
  }

  /** Whether there is a switch, once it was turned. */
  boolean isPresent() {
    return clear != null;
  }

  private void turn(boolean wanted) throws ReflectiveOperationException {
    lock.lock(); // whoever frees the native connection waits
    try {
      long address = ssl.getLong(nativeSsl);
      if (address != 0) {
        (wanted ? set : clear).invoke(null, address, nativeSsl, MODE);
        on = wanted;
      }
    } finally {
      lock.unlock();
    }
  }

  private void look(Object found) throws ReflectiveOperationException {
    if (found == null) {
      throw new NoSuchFieldException("NativeSsl");
    }
    Class<?> type = found.getClass();
    String crypto = type.getName().replace("NativeSsl", "NativeCrypto");
    Class<?> calls = Class.forName(crypto, true, type.getClassLoader());
    nativeSsl = found;
    lock = ((ReadWriteLock) field(type, "lock").get(found)).readLock();
    ssl = field(type, "ssl");
    set = method(calls, "SSL_set_mode", type);
    clear = method(calls, "SSL_clear_mode", type);
  }

  private static Object nativeSsl(Object from, int depth) throws ReflectiveOperationException {
    for (Class<?> c = from.getClass(); depth > 0 && isIn(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        Object found = isWayDown(field) ? nativeSsl(field, from, depth) : null;
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static boolean isWayDown(Field field) {
    String type = field.getType().getName();
    return isIn(field.getType()) && (type.endsWith("NativeSsl") || type.endsWith("Engine"));
  }

  private static Object nativeSsl(Field field, Object from, int depth)
      throws ReflectiveOperationException {
    field.setAccessible(true);
    Object value = field.get(from);
    if (value == null || value.getClass().getName().endsWith("NativeSsl")) {
      return value;
    }
    return nativeSsl(value, depth - 1);
  }

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static Method method(Class<?> calls, String name, Class<?> nativeSsl)
      throws ReflectiveOperationException {
    Method method = calls.getDeclaredMethod(name, long.class, nativeSsl, long.class);
    method.setAccessible(true);
    return method;
  }
}
