package io.github.recordsplit.instrument;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A call behind one of the method's own, or in its place. */
public final class MethodCall extends Splice {
  private final String called;
  private final boolean instead;
  private final Call call;

  private MethodCall(String method, String descriptor, String called, boolean instead, Call call) {
    super(method, descriptor);
    this.called = called;
    this.instead = instead;
    this.call = call;
  }

  /**
   * A call behind those of a method.
   *
   * @param called part of the owner's internal name, a dot, the name and the descriptor of what is
   *     called
   */
  public static Splice behind(String method, String descriptor, String called, Call call) {
    return new MethodCall(method, descriptor, called, false, call);
  }

  /** The same, in their place: it is given their object and their arguments first. */
  public static Splice insteadOf(String method, String descriptor, String called, Call call) {
    return new MethodCall(method, descriptor, called, true, call);
  }

  @Override
  public MethodVisitor visitor(Code code, MethodVisitor next) {
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        boolean isMeant = (owner + '.' + name + descriptor).contains(called);
        if (!isMeant || !instead) {
          super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
        }
        if (isMeant) {
          call.splice(code, Type.getReturnType(descriptor));
          code.woven();
        }
      }
    };
  }
}
