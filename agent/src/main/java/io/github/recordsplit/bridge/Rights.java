package io.github.recordsplit.bridge;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** This jar's rights, where those of the application that calls are limited. */
public final class Rights {
  private Rights() {}

  public static <T> T use(PrivilegedAction<T> action) {
    return System.getSecurityManager() == null
        ? action.run()
        : AccessController.doPrivileged(action);
  }
}
