package io.github.recordsplit.connection;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Methods of unknown TLS libraries that ran when their classes were woven, and run on as they were.
 * A wrapper tells what it wants of the library below when its own method begins: one that began
 * before tells nothing, and the library below does not know the wrapper's peer.
 */
public final class OldFrames {
  /** What operators read of a connection that nothing is known of. */
  static final String UNTOLD =
      "it was open before the agent, and who it belongs to has not been told yet";

  /** By name, as a stack has them: they pin no class. */
  private static final Set<String> CLASSES = ConcurrentHashMap.newKeySet();

  private OldFrames() {}

  /** A class is about to be woven, whose methods may be running. */
  public static void mayBeOf(Class<?> engineSocketOrStream) {
    CLASSES.add(engineSocketOrStream.getName());
  }

  /**
   * Whether one of them is above what called the agent. It may have begun since, too: so this is
   * only asked about the first payload of a connection.
   */
  static boolean areOnStack() {
    return !CLASSES.isEmpty() && areOn(new Throwable().getStackTrace());
  }

  private static boolean areOn(StackTraceElement[] stack) {
    for (int i = CallStack.caller(stack) + 1; i < stack.length; i++) {
      String method = stack[i].getMethodName();
      boolean writes = method.equals("wrap") || method.equals("write");
      if (writes && CLASSES.contains(stack[i].getClassName())) {
        return true;
      }
    }
    return false;
  }
}
