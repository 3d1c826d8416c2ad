package io.github.recordsplit.split;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** This jar's rights, where those of the application that calls are limited. */
final class Rights {
  private Rights() {}

  static <T> T use(PrivilegedAction<T> action) {
    return System.getSecurityManager() == null
        ? action.run()
        : AccessController.doPrivileged(action);
  }
}
