package io.github.recordsplit.split;

import java.util.LinkedHashSet;
import java.util.Set;

/** The classes on the current thread's stack. */
final class CallStack {
  private static final String OWN = CallStack.class.getPackage().getName();
  private static final String BRIDGE = BridgeDefiner.NAME.replace('/', '.');

  private CallStack() {}

  /** Binary names, each once, the nearest first, without the agent's own. */
  static String[] classNames() {
    Set<String> names = new LinkedHashSet<>();
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      String name = frame.getClassName();
      if (!name.equals(BRIDGE) && !name.startsWith(OWN)) {
        names.add(name);
      }
    }
    return names.toArray(new String[0]);
  }
}
