package io.github.recordsplit.instrument;

import org.objectweb.asm.MethodVisitor;

/**
 * A method that does not call another one of its name: of several that do, only the last counts.
 */
public final class Innermost extends Splice {
  private final String method;
  private final Splice splice;

  /** A splice for methods of a name that call none of that name. */
  public Innermost(String method, String descriptor, Splice splice) {
    super(method, descriptor);
    this.method = method;
    this.splice = splice;
  }

  @Override
  public MethodVisitor visitor(Code code, MethodVisitor next) {
    return code.shape().uses(method) ? next : splice.visitor(code, next);
  }
}
