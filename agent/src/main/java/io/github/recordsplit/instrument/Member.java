package io.github.recordsplit.instrument;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A field or a method, as the code of a class refers to it. */
public final class Member {
  private final int opcode;
  private final String owner;
  private final String name;
  private final String descriptor;
  private final boolean ofInterface;

  private Member(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
    this.opcode = opcode;
    this.owner = owner;
    this.name = name;
    this.descriptor = descriptor;
    this.ofInterface = ofInterface;
  }

  static Member field(String owner, String name, String descriptor) {
    return new Member(Opcodes.GETFIELD, owner, name, descriptor, false);
  }

  static Member method(
      int opcode, String owner, String name, String descriptor, boolean ofInterface) {
    return new Member(opcode, owner, name, descriptor, ofInterface);
  }

  /** Replaces the object on the stack by its field, or by what its method answers. */
  public void get(MethodVisitor code) {
    if (opcode == Opcodes.GETFIELD) {
      code.visitFieldInsn(opcode, owner, name, descriptor);
    } else {
      code.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
    }
  }

  /** Takes an object and a value, and puts the value into its field. */
  public void put(MethodVisitor code) {
    code.visitFieldInsn(Opcodes.PUTFIELD, owner, name, descriptor);
  }
}
