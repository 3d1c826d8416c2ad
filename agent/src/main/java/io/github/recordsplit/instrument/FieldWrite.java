package io.github.recordsplit.instrument;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A call before a field is given what a method has returned. */
public final class FieldWrite extends Splice {
  private final String from;
  private final String field;
  private final Call call;

  /**
   * Makes a row.
   *
   * @param from name of the last method that is called before
   */
  public FieldWrite(String method, String descriptor, String from, String field, Call call) {
    super(method, descriptor);
    this.from = from;
    this.field = field;
    this.call = call;
  }

  @Override
  public MethodVisitor visitor(Code code, MethodVisitor next) {
    return new MethodVisitor(Opcodes.ASM9, next) {
      private boolean isReturned;

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
        isReturned = name.equals(from);
      }

      @Override
      public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        if (isReturned && opcode == Opcodes.PUTFIELD && name.equals(field)) {
          call.splice(code, Type.getType(descriptor));
          code.woven();
        }
        super.visitFieldInsn(opcode, owner, name, descriptor);
      }
    };
  }
}
