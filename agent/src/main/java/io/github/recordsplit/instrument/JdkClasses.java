package io.github.recordsplit.instrument;

import io.github.recordsplit.bridge.Streams;
import java.io.IOException;
import java.io.InputStream;

/** The JDK's class files, which are read without that a class loads. */
public final class JdkClasses {
  private JdkClasses() {}

  /** Whether this JDK has a class. */
  public static boolean has(String className) {
    try (InputStream in = open(className)) {
      return in != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** The class file of a class, or null if there is none. */
  static byte[] read(String className) {
    try (InputStream in = open(className)) {
      return in == null ? null : Streams.readAll(in);
    } catch (IOException e) {
      return null;
    }
  }

  private static InputStream open(String className) {
    // Through a class of the JDK: a class loader would make a URL first, which costs 40 ms.
    return Object.class.getResourceAsStream('/' + className + ".class");
  }
}
