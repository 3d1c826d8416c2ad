package io.github.recordsplit.connection;

import java.util.Set;

/** The classes on the current thread's stack. */
public final class CallStack {
  /** Those of the agent's own rooms that are on the stack when it is looked at. */
  private static final String[] OWN = {
    "io.github.recordsplit.bridge.",
    "io.github.recordsplit.connection.",
    "io.github.recordsplit.library.",
    "io.github.recordsplit.feature.",
    "io.github.recordsplit.startup."
  };

  /** Stands for an opener that nobody knows. */
  public static final String UNKNOWN = "-";

  /** Where no application has its classes: its JDK's, and those of its TLS library beside it. */
  private static final String[] NOT_APPLICATION = {
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "org.openjsse.", "org.bouncycastle."
  };

  /** How the names of what woven code calls begin, and of nothing in a JDK. */
  private static final String BRIDGE = "java.lang.RecordSplit";

  private CallStack() {}

  /** Adds the binary names, each once, the nearest first, without the agent's own. */
  static void addClassNames(StackTraceElement[] stack, Set<String> names) {
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (!isOwn(name)) {
        names.add(name);
      }
    }
  }

  /** The frame that called the agent. */
  static int caller(StackTraceElement[] stack) {
    int frame = 0;
    while (frame < stack.length && isOwnOrRights(stack[frame].getClassName())) {
      frame++;
    }
    return frame;
  }

  private static boolean isOwnOrRights(String name) {
    return isOwn(name) || name.equals("java.security.AccessController");
  }

  /** Whether that is a constructor. */
  static boolean isInConstructor(StackTraceElement[] stack) {
    int frame = caller(stack);
    return frame < stack.length && stack[frame].getMethodName().equals("<init>");
  }

  /** Whether a class is the agent's, or stands for it in the JDK. */
  private static boolean isOwn(String name) {
    return name.startsWith(BRIDGE) || startsWithAny(name, OWN);
  }

  /**
   * The nearest class that is neither the JDK's nor the TLS library's; in a thread that runs
   * nothing else, the nearest of the JDK's that is not about TLS.
   *
   * @param library the name of a class of the TLS library
   */
  public static String opener(StackTraceElement[] stack, String library) {
    String tls = library.substring(0, library.lastIndexOf('.') + 1);
    String otherwise = UNKNOWN;
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (isOwn(name) || name.startsWith("javax.net.ssl.") || name.startsWith(tls)) {
        continue;
      }
      if (!startsWithAny(name, NOT_APPLICATION)) {
        return withoutLambda(name);
      }
      if (otherwise.equals(UNKNOWN)) {
        otherwise = name;
      }
    }
    return withoutLambda(otherwise);
  }

  /**
   * Who calls the nearest class of the application, and is another class of it, or {@link
   * #UNKNOWN}.
   *
   * @param nearest as {@link #opener} tells it
   */
  public static String callerOf(String nearest, StackTraceElement[] stack) {
    boolean passed = false;
    for (StackTraceElement frame : stack) {
      String name = withoutLambda(frame.getClassName());
      boolean same = topLevel(name).equals(topLevel(nearest));
      if (passed && !same && !isOwn(name) && !startsWithAny(name, NOT_APPLICATION)) {
        return name;
      }
      passed |= same;
    }
    return UNKNOWN;
  }

  private static String topLevel(String name) {
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  private static boolean startsWithAny(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** The classes of lambdas have another name each time. */
  private static String withoutLambda(String name) {
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : name.substring(0, lambda);
  }
}
