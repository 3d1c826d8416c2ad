package io.github.recordsplit.instrument;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A call before each return of a method, where what it is given is still what the method was given;
 * of a constructor, where it calls the one above: else it would be told more than once of one
 * object.
 */
public final class MethodReturn extends Splice {
  private final Call call;

  /** A call before each return of the methods whose descriptors start so. */
  public MethodReturn(String method, String descriptor, Call call) {
    super(method, descriptor);
    this.call = call;
  }

  @Override
  public MethodVisitor visitor(Code code, MethodVisitor next) {
    if (!call.isKept(code) || (code.isConstructor() && code.shape().delegates())) {
      return next;
    }
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
          call.splice(code, code.returnType());
          code.woven();
        }
        super.visitInsn(opcode);
      }
    };
  }
}
