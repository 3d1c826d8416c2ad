package io.github.recordsplit.instrument;

import org.objectweb.asm.Opcodes;

/** Finds a constructor's own call of another one; {@code new X()} before it does not count. */
final class ConstructorCall {
  private int made;
  private boolean passed;

  /** Passes an instruction that names a type. */
  void passes(int opcode) {
    made += opcode == Opcodes.NEW ? 1 : 0;
  }

  /** Whether a called method is that constructor. */
  boolean isAt(String method) {
    if (passed || !method.equals("<init>")) {
      return false;
    }
    passed = made-- == 0;
    return passed;
  }
}
