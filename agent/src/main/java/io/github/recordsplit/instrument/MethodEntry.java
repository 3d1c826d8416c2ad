package io.github.recordsplit.instrument;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A call at the start of a method. If it has an answer the method returns that at once, else it
 * goes on as it was:
 *
 * <ul>
 *   <li>{@code V}: it never has one;
 *   <li>{@code Z}, in a method that returns nothing: true;
 *   <li>{@code I}: 0 and more;
 *   <li>an object: any but null.
 * </ul>
 *
 * <p>In a constructor the call stands behind that of the constructor above, and has no answer. What
 * jumps back to the method's first instruction does not call again.
 */
public final class MethodEntry extends Splice {
  private static final Object[] NONE = {};

  private final Call call;

  /** A call at the start of the methods whose descriptors start so. */
  public MethodEntry(String method, String descriptor, Call call) {
    super(method, descriptor);
    this.call = call;
  }

  @Override
  public MethodVisitor visitor(Code code, MethodVisitor next) {
    return code.isConstructor() ? new BehindSuper(code, next) : new AtStart(code, next);
  }

  private void splice(Code code) {
    call.splice(code);
    code.woven();
    Type answer = call.answer();
    switch (answer.getSort()) {
      case Type.VOID:
        break;
      case Type.BOOLEAN:
        answer(code, Opcodes.IFEQ, Opcodes.RETURN, null);
        break;
      case Type.INT:
        code.visitInsn(Opcodes.DUP);
        answer(code, Opcodes.IFLT, Opcodes.IRETURN, Opcodes.INTEGER);
        break;
      default:
        code.visitInsn(Opcodes.DUP);
        answer(code, Opcodes.IFNULL, Opcodes.ARETURN, answer.getInternalName());
    }
  }

  /** Behind the branch there is one more instruction, so that no other frame stands there. */
  private static void answer(Code code, int unless, int returns, Object onStack) {
    Label goesOn = new Label();
    code.visitJumpInsn(unless, goesOn);
    if (returns == Opcodes.ARETURN) {
      code.visitTypeInsn(Opcodes.CHECKCAST, code.returnType().getInternalName());
    }
    code.visitInsn(returns);
    code.visitLabel(goesOn);
    if (code.hasFrames()) {
      boolean empty = onStack == null;
      code.visitFrame(
          empty ? Opcodes.F_SAME : Opcodes.F_SAME1, 0, NONE, empty ? 0 : 1, new Object[] {onStack});
    }
    code.visitInsn(onStack == null ? Opcodes.NOP : Opcodes.POP);
  }

  private final class AtStart extends MethodVisitor {
    private final Code code;

    AtStart(Code code, MethodVisitor next) {
      super(Opcodes.ASM9, next);
      this.code = code;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      splice(code);
    }
  }

  private final class BehindSuper extends MethodVisitor {
    private final Code code;
    private final ConstructorCall constructorCall = new ConstructorCall();

    BehindSuper(Code code, MethodVisitor next) {
      super(Opcodes.ASM9, next);
      this.code = code;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      super.visitTypeInsn(opcode, type);
      if (opcode == Opcodes.NEW) {
        constructorCall.passesNew();
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
      if (constructorCall.isAt(name)) {
        splice(code);
      }
    }
  }
}
