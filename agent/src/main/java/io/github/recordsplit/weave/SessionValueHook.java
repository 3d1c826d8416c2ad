package io.github.recordsplit.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A session's {@code putValue} and {@code removeValue}: code that sends the flag itself. */
final class SessionValueHook extends MethodHook {
  SessionValueHook(String className) {
    super(className, "putValue", ANY);
  }

  @Override
  MethodVisitor method(int access, String name, String desc, MethodVisitor next, Weaving weaving) {
    boolean mine = name.equals("putValue") || name.equals("removeValue");
    return mine ? new AtReturn(next, weaving) : next;
  }

  /** After the value is bound: a payload that asked before would not ask again. */
  private static final class AtReturn extends MethodVisitor {
    private final Weaving weaving;

    AtReturn(MethodVisitor next, Weaving weaving) {
      super(Opcodes.ASM9, next);
      this.weaving = weaving;
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.RETURN) {
        mv.visitVarInsn(Opcodes.ALOAD, 1);
        callBridge(mv, "onSessionValue", "(Ljava/lang/String;)V");
        weaving.added();
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + 1, maxLocals);
    }
  }
}
