package io.github.recordsplit.connection;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * What is kept of the stacks of a connection, for rules that come later: the names of classes, and
 * never classes. Connections with the same stacks share one, which goes with the last of them.
 */
public final class KeptStack {
  private static final Map<KeptStack, WeakReference<KeptStack>> ALL = new WeakHashMap<>();

  private final String opener;
  private final String[] classes;
  private final int hash;

  private KeptStack(String opener, Set<String> names) {
    this.opener = opener;
    this.classes = names.toArray(new String[0]);
    this.hash = 31 * Arrays.hashCode(classes) + opener.hashCode();
  }

  /**
   * The stack of the moment when a connection is made.
   *
   * @param library the name of a class of its TLS library
   */
  static KeptStack of(StackTraceElement[] stack, String library) {
    Set<String> names = new LinkedHashSet<>();
    CallStack.addClassNames(stack, names);
    return shared(new KeptStack(CallStack.opener(stack, library), names));
  }

  /** This and the current one, which is that of its first payload. */
  KeptStack andCurrent() {
    Set<String> names = new LinkedHashSet<>(Arrays.asList(classes));
    CallStack.addClassNames(new Throwable().getStackTrace(), names);
    return names.size() == classes.length ? this : shared(new KeptStack(opener, names));
  }

  private static KeptStack shared(KeptStack made) {
    synchronized (ALL) {
      WeakReference<KeptStack> known = ALL.get(made);
      KeptStack same = known == null ? null : known.get();
      if (same != null) {
        return same;
      }
      ALL.put(made, new WeakReference<>(made));
      return made;
    }
  }

  /** Binary names, each once, the nearest first. */
  String[] classes() {
    return classes;
  }

  /** The nearest class that is not the JDK's or its TLS library's, or {@link CallStack#UNKNOWN}. */
  String opener() {
    return opener;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeptStack
        && hash == ((KeptStack) other).hash
        && opener.equals(((KeptStack) other).opener)
        && Arrays.equals(classes, ((KeptStack) other).classes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
