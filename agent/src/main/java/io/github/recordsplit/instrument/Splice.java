package io.github.recordsplit.instrument;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What is woven into the methods of a name: one row of a {@link Hook}. */
public abstract class Splice {
  /** Of these there is nothing to weave, or no object. */
  private static final int OTHERS = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_STATIC;

  private final String method;
  private final String descriptor;
  private boolean optional;

  /**
   * Makes a row.
   *
   * @param method null for all methods
   * @param descriptor what the method's starts with
   */
  protected Splice(String method, String descriptor) {
    this.method = method;
    this.descriptor = descriptor;
  }

  /** Its places are neither expected nor counted. */
  public final Splice optional() {
    optional = true;
    return this;
  }

  final boolean isOptional() {
    return optional;
  }

  final boolean isMeantFor(int access, String name, String parameters) {
    return (access & OTHERS) == 0
        && (method == null || name.equals(method))
        && parameters.startsWith(descriptor);
  }

  @Override
  public final String toString() {
    return method + descriptor;
  }

  /**
   * Returns what reads a method's instructions and splices code in.
   *
   * @param code where that is written
   * @param next where the method's own instructions go; returned if nothing is spliced in
   */
  public abstract MethodVisitor visitor(Code code, MethodVisitor next);
}
