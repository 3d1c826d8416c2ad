package io.github.recordsplit.weave.classfile;

/** How long instructions are, and which of them jump (JVMS 6.5). */
final class Instructions {
  static final int GOTO_W = 0xc8;
  static final int JSR_W = 0xc9;

  private static final int IINC = 0x84;
  private static final int TABLESWITCH = 0xaa;
  private static final int LOOKUPSWITCH = 0xab;
  private static final int WIDE = 0xc4;
  private static final int MULTIANEWARRAY = 0xc5;

  private Instructions() {}

  /**
   * Length in bytes of an instruction.
   *
   * @param code where the method's code starts in {@code b}
   * @param pc where the instruction starts in the code
   */
  static int length(byte[] b, int code, int pc) throws ShapeException {
    int at = code + pc;
    int op = b[at] & 0xff;
    if (isSwitch(op)) {
      int length = switchLength(b, at + 1 + padding(pc), op);
      if (length < 0 || length > b.length) { // else who walks the code would go back, for ever
        throw new ShapeException("a switch with as many targets as it says");
      }
      return 1 + padding(pc) + length;
    }
    if (op == WIDE) {
      return (b[at + 1] & 0xff) == IINC ? 6 : 4;
    }
    if (op > JSR_W) {
      throw new ShapeException("known instructions, found number " + op);
    }
    return fixedLength(op);
  }

  private static int fixedLength(int op) {
    if (op == 0x10 || op == 0x12 || within(op, 0x15, 0x19) || within(op, 0x36, 0x3a)) {
      return 2; // bipush, ldc, loads, stores
    }
    if (op == 0xa9 || op == 0xbc) {
      return 2; // ret, newarray
    }
    if (op == 0x11 || op == 0x13 || op == 0x14 || op == IINC || within(op, 0x99, 0xa8)) {
      return 3; // sipush, ldc_w, ldc2_w, iinc, jumps
    }
    if (within(op, 0xb2, 0xb8) || op == 0xbb || op == 0xbd || within(op, 0xc0, 0xc1)) {
      return 3; // fields, methods, new, anewarray, casts
    }
    if (op == 0xb9 || op == 0xba || op >= GOTO_W) {
      return 5; // invokeinterface, invokedynamic, wide jumps
    }
    return op == MULTIANEWARRAY ? 4 : op >= 0xc6 ? 3 : 1; // ifnull, ifnonnull
  }

  /** A jump with an offset of two bytes. */
  static boolean isJump(int op) {
    return within(op, 0x99, 0xa8) || within(op, 0xc6, 0xc7);
  }

  static boolean isSwitch(int op) {
    return op == TABLESWITCH || op == LOOKUPSWITCH;
  }

  /** Bytes of a switch from its default to its end; {@code at} is where the default stands. */
  static int switchLength(byte[] b, int at, int op) {
    return op == LOOKUPSWITCH
        ? 8 + 8 * Bytes.s4(b, at + 4)
        : 12 + 4 * (Bytes.s4(b, at + 8) - Bytes.s4(b, at + 4) + 1);
  }

  /** Bytes of the key before each offset of a switch. */
  static int keyBytes(int op) {
    return op == LOOKUPSWITCH ? 4 : 0;
  }

  /** Bytes between a switch's opcode and its default. */
  static int padding(int pc) {
    return 3 - (pc & 3);
  }

  private static boolean within(int op, int first, int last) {
    return op >= first && op <= last;
  }
}
