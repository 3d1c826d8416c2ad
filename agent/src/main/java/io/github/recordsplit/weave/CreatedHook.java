package io.github.recordsplit.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Constructors: the moment when a connection is made, with the stack that class rules need, and
 * what ties its record layer to its socket or engine.
 */
final class CreatedHook extends MethodHook {
  private final String recordField;

  /**
   * Makes a hook.
   *
   * @param recordField the field that holds the record layer's object, or null if the owner is that
   *     object itself
   */
  CreatedHook(String className, String recordField) {
    super(className, "<init>", ANY);
    this.recordField = recordField;
  }

  @Override
  MethodVisitor method(int access, String name, String desc, MethodVisitor next, Weaving weaving) {
    return name.equals("<init>") ? new AtReturn(next, weaving) : next;
  }

  /** Only in constructors that others end in, or it would be called once for each on the way. */
  private final class AtReturn extends MethodVisitor {
    private final Weaving weaving;
    private String recordType;
    private boolean delegates;

    AtReturn(MethodVisitor next, Weaving weaving) {
      super(Opcodes.ASM9, next);
      this.weaving = weaving;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
      super.visitMethodInsn(opcode, owner, name, desc, itf);
      delegates |= name.equals("<init>") && owner.equals(className);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String desc) {
      super.visitFieldInsn(opcode, owner, name, desc);
      if (opcode == Opcodes.PUTFIELD && name.equals(recordField)) {
        recordType = desc;
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.RETURN && !delegates) {
        call();
      }
      super.visitInsn(opcode);
    }

    private void call() {
      if (recordField != null && recordType == null) {
        return;
      }
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitInsn(Opcodes.DUP);
      if (recordField != null) {
        mv.visitFieldInsn(Opcodes.GETFIELD, className, recordField, recordType);
      }
      callBridge(mv, "onCreated", "(Ljava/lang/Object;Ljava/lang/Object;)V");
      weaving.added();
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + 2, maxLocals);
    }
  }
}
