package io.github.recordsplit.benchmarks;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * That of children. The agent must not be on it: its classes would come from there and not from its
 * jar, where what belongs into {@code java.lang} is, and it would not work.
 */
public final class ClassPath {
  private static final String PROPERTY = "java.class.path";
  private static final String ALL = System.getProperty(PROPERTY);

  private ClassPath() {}

  /** Without the agent, from now on and for JMH too. */
  static void hideAgent() {
    System.setProperty(PROPERTY, withoutAgent());
  }

  /** With it, for children that measure the agent's own classes and have no agent. */
  static void showAgent() {
    System.setProperty(PROPERTY, ALL);
  }

  /** For children behind an agent. */
  static String withoutAgent() {
    return Arrays.stream(ALL.split(File.pathSeparator, -1))
        .filter(entry -> !new File(entry).getName().startsWith("recordsplit-agent"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** For children without one. */
  static String all() {
    return ALL;
  }

  /**
   * The agent is in this JVM, and at work.
   *
   * @throws IllegalStateException if it is not
   */
  public static void checkAgent() {
    try {
      Class<?> unused = Class.forName("java.lang.RecordSplitBridge", false, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the agent is not at work", e);
    }
  }
}
