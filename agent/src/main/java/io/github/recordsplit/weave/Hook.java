package io.github.recordsplit.weave;

import org.objectweb.asm.ClassReader;

/** One class of a TLS library, the methods that it must have, and the calls that they get. */
abstract class Hook {
  /** Simple names of the class and its methods, as operators see them. */
  final String name;

  /** Internal name of the class that it is woven into. */
  final String className;

  Hook(String className, String methods) {
    this.className = className;
    this.name = className.substring(className.lastIndexOf('/') + 1) + '.' + methods;
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
