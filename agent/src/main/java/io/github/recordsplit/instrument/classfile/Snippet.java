package io.github.recordsplit.instrument.classfile;

import java.io.ByteArrayOutputStream;

/** Instructions without branches, to be spliced into a method. */
public final class Snippet {
  private static final int LDC_W = 0x13;
  private static final int ILOAD = 0x15;
  private static final int ALOAD = 0x19;
  private static final int WIDE = 0xc4;
  private static final int GETFIELD = 0xb4;
  private static final int PUTFIELD = 0xb5;
  private static final int INVOKEVIRTUAL = 0xb6;
  private static final int INVOKESTATIC = 0xb8;
  private static final int CHECKCAST = 0xc0;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(48);

  /** An instruction of one byte. */
  public Snippet op(int opcode) {
    bytes.write(opcode);
    return this;
  }

  /** The instruction of a method that refers to a field or method. */
  public Snippet same(Code code, int pc) {
    return refer(code.op(pc), code.reference(pc));
  }

  /** Pushes a reference from a local variable; 0 is {@code this}. */
  public Snippet aload(int variable) {
    return load(ALOAD, variable);
  }

  /** Pushes a string. */
  public Snippet string(int constant) {
    return refer(LDC_W, constant);
  }

  /** Pushes an int from a local variable. */
  public Snippet iload(int variable) {
    return load(ILOAD, variable);
  }

  /** Pushes a local variable with the load instruction of its type. */
  public Snippet load(int opcode, int variable) {
    if (variable > 0xff) {
      bytes.write(WIDE);
      bytes.write(opcode);
      Bytes.putU2(bytes, variable);
    } else {
      bytes.write(opcode);
      bytes.write(variable);
    }
    return this;
  }

  /** Replaces an object by the field that a constant refers to. */
  public Snippet getField(int reference) {
    return refer(GETFIELD, reference);
  }

  /** Takes an object and a value, and puts the value into the field. */
  public Snippet putField(int reference) {
    return refer(PUTFIELD, reference);
  }

  /** Calls a method of a class. */
  public Snippet invokeVirtual(int reference) {
    return refer(INVOKEVIRTUAL, reference);
  }

  /** Calls a static method. */
  public Snippet invokeStatic(int reference) {
    return refer(INVOKESTATIC, reference);
  }

  /** Tells the verifier that an object is of a class. */
  public Snippet checkCast(int classConstant) {
    return refer(CHECKCAST, classConstant);
  }

  /** Goes on {@code offset} bytes from here if the condition of the opcode holds. */
  public Snippet jump(int opcode, int offset) {
    return refer(opcode, offset);
  }

  private Snippet refer(int opcode, int constant) {
    bytes.write(opcode);
    Bytes.putU2(bytes, constant);
    return this;
  }

  int length() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
