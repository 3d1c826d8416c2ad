package io.github.recordsplit.weave;

import org.objectweb.asm.ClassReader;

/** One class of a TLS library, the methods that it must have, and the calls that they get. */
abstract class Hook {
  /**
   * The class, by its simple name where it is the JDK's, and its methods, as operators see them.
   */
  final String name;

  /** Internal name of the class that it is woven into. */
  final String className;

  Hook(String className, String methods) {
    this.className = className;
    int simple = className.startsWith(Gate.SUN) ? Gate.SUN.length() : 0;
    this.name = className.substring(simple).replace('/', '.') + '.' + methods;
  }

  /**
   * Weaves the class.
   *
   * @return the woven class file
   * @throws ShapeException if the class does not have the exact shape that this hook knows; the
   *     class must then be left alone
   */
  abstract byte[] weave(ClassReader reader) throws ShapeException;
}
