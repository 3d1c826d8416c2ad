package io.github.recordsplit.instrument;

import org.objectweb.asm.Type;

/** A call of a static method of the bridge. */
public class Call {
  private final String method;
  private final String descriptor;
  private final Argument[] arguments;
  private String bridge;

  /**
   * Makes a call.
   *
   * @param descriptor what the bridge's method takes and answers (JVMS 4.3.3)
   */
  public Call(String method, String descriptor, Argument... arguments) {
    this.method = method;
    this.descriptor = descriptor;
    this.arguments = arguments;
  }

  /** Of another class than the others of its hook call, by its internal name. */
  public final Call in(String other) {
    bridge = other;
    return this;
  }

  /** What it answers. */
  final Type answer() {
    return Type.getReturnType(descriptor);
  }

  /** Whether all parameters that it is given are as the method was given them, to its end. */
  final boolean isKept(Code code) {
    for (Argument argument : arguments) {
      if (argument.parameter >= 0 && !code.shape().keeps(code.variable(argument.parameter))) {
        return false;
      }
    }
    return true;
  }

  /** Writes it, with an answer on the stack. */
  public final void splice(Code code, Type result) {
    if (arguments[0] == Argument.RESULT && answer().getSort() == Type.VOID) {
      code.duplicate(result);
    }
    splice(code);
  }

  /** Writes it. */
  protected void splice(Code code) {
    for (Argument argument : arguments) {
      argument.push(code);
    }
    code.callBridge(bridge, method, descriptor);
  }
}
