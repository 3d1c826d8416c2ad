package io.github.recordsplit.instrument.classfile;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * A method's code (JVMS 4.7.3): what its instructions are, and what is spliced in between. Places
 * are those of the code as it was read, whatever was spliced in before.
 */
public final class Code {
  private static final int ILOAD = 0x15;
  private static final int ILOAD_0 = 0x1a;
  private static final int ISTORE = 0x36;
  private static final int ISTORE_0 = 0x3b;
  private static final int MAX_LENGTH = 0xffff;

  private final ClassFile file;
  private final byte[] bytes;
  private final int attribute;
  private final int code;
  private final int length;
  private final Map<Integer, Splice> splices = new TreeMap<>();
  private int moreStack;

  Code(ClassFile file, byte[] bytes, int attribute) throws ShapeException {
    this.file = file;
    this.bytes = bytes;
    this.attribute = attribute;
    this.code = attribute + 14;
    this.length = Bytes.length(bytes, attribute + 10);
  }

  /** Where the code ends: one past its last instruction. */
  public int length() {
    return length;
  }

  /** The opcode at a place, 0 to 255. */
  public int op(int pc) {
    return bytes[code + pc] & 0xff;
  }

  /** The place of the next instruction. */
  public int next(int pc) throws ShapeException {
    return pc + Instructions.length(bytes, code, pc);
  }

  /** An operand byte, 0 to 255. */
  public int u1(int at) {
    return bytes[code + at] & 0xff;
  }

  /** Index of the constant that an instruction names. */
  public int reference(int pc) {
    return Bytes.u2(bytes, code + pc + 1);
  }

  /** Whether an instruction reads a field. */
  public boolean getsField(int pc) {
    return op(pc) == 0xb4;
  }

  /** Whether an instruction writes a field. */
  public boolean putsField(int pc) {
    return op(pc) == 0xb5;
  }

  /** Whether an instruction calls a method of a class, with an object of it. */
  public boolean calls(int pc) {
    return op(pc) == 0xb6 || op(pc) == 0xb7;
  }

  /** The variable whose int an instruction pushes, or -1. */
  public int loadsInt(int pc) {
    return variable(pc, ILOAD, ILOAD_0);
  }

  /** The variable into which an instruction takes an int, or -1. */
  public int storesInt(int pc) {
    return variable(pc, ISTORE, ISTORE_0);
  }

  private int variable(int pc, int general, int ofZero) {
    int op = pc < length ? op(pc) : 0;
    return op == general ? u1(pc + 1) : op >= ofZero && op <= ofZero + 3 ? op - ofZero : -1;
  }

  /** Name of the field or method that an instruction names. */
  public String name(int pc) {
    return file.constants().name(reference(pc));
  }

  /** Descriptor of the field or method that an instruction names. */
  public String descriptor(int pc) {
    return file.constants().descriptor(reference(pc));
  }

  /** Owner of the field or method that an instruction names, as an internal name. */
  public String owner(int pc) {
    return file.constants().owner(reference(pc));
  }

  /**
   * Splices in before an instruction; who jumps to it runs the snippet too.
   *
   * @param stack entries of the operand stack that the snippet needs more
   */
  public void before(int pc, Snippet snippet, int stack) {
    splice(pc, Splice.before(snippet), stack);
  }

  /** Splices in in place of an instruction. */
  public void instead(int pc, Snippet snippet, int stack) {
    splice(pc, Splice.instead(snippet), stack);
  }

  /** Splices in before an instruction; who jumps to it, as a loop may, does not run the snippet. */
  public void enter(int pc, Snippet snippet, int stack) {
    splice(pc, Splice.entry(snippet), stack);
  }

  /**
   * Splices in at the start, with a branch inside: to the snippet's last instruction, which is one
   * byte long.
   *
   * @param answer what is on the operand stack there: null for nothing, "" for an int, else the
   *     internal name of a class
   */
  public void enterBranching(Snippet snippet, String answer, int stack) {
    splice(0, Splice.branching(snippet, answer), stack);
  }

  private void splice(int pc, Splice splice, int stack) {
    if (splices.put(pc, splice) != null) {
      throw new IllegalStateException("two splices at " + pc);
    }
    moreStack = Math.max(moreStack, stack);
  }

  boolean isChanged() {
    return !splices.isEmpty();
  }

  void writeTo(ByteArrayOutputStream out) throws ShapeException {
    Layout layout = new Layout(bytes, code, length, splices);
    if (layout.length() > MAX_LENGTH) {
      throw new ShapeException("a shorter method");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(layout.length() + 512);
    Bytes.putU2(body, Bytes.u2(bytes, attribute + 6) + moreStack);
    Bytes.putU2(body, Bytes.u2(bytes, attribute + 8));
    layout.writeTo(body);
    new CodeTables(file, bytes, layout).writeTo(body, code + length);
    out.write(bytes, attribute, 2);
    Bytes.putS4(out, body.size());
    byte[] b = body.toByteArray();
    out.write(b, 0, b.length);
  }
}
