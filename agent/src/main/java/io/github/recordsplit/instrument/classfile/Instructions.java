package io.github.recordsplit.instrument.classfile;

import java.util.Arrays;

/** How long instructions are, and which of them jump (JVMS 6.5). */
final class Instructions {
  static final int GOTO_W = 0xc8;
  static final int JSR_W = 0xc9;

  private static final int IINC = 0x84;
  private static final int TABLESWITCH = 0xaa;
  private static final int LOOKUPSWITCH = 0xab;
  private static final int WIDE = 0xc4;
  private static final int MULTIANEWARRAY = 0xc5;

  /** By opcode; of switches and wide instructions it means nothing. */
  private static final byte[] LENGTHS = new byte[JSR_W + 1];

  static {
    lengths(1, 0x00, JSR_W);
    lengths(2, 0x10, 0x10); // bipush
    lengths(3, 0x11, 0x11); // sipush
    lengths(2, 0x12, 0x12); // ldc
    lengths(3, 0x13, 0x14); // ldc_w, ldc2_w
    lengths(2, 0x15, 0x19); // loads
    lengths(2, 0x36, 0x3a); // stores
    lengths(3, IINC, IINC);
    lengths(3, 0x99, 0xa8); // jumps
    lengths(2, 0xa9, 0xa9); // ret
    lengths(3, 0xb2, 0xb8); // fields, methods
    lengths(5, 0xb9, 0xba); // invokeinterface, invokedynamic
    lengths(3, 0xbb, 0xbb); // new
    lengths(2, 0xbc, 0xbc); // newarray
    lengths(3, 0xbd, 0xbd); // anewarray
    lengths(3, 0xc0, 0xc1); // casts
    lengths(4, MULTIANEWARRAY, MULTIANEWARRAY);
    lengths(3, 0xc6, 0xc7); // ifnull, ifnonnull
    lengths(5, GOTO_W, JSR_W);
  }

  private Instructions() {}

  private static void lengths(int length, int first, int last) {
    Arrays.fill(LENGTHS, first, last + 1, (byte) length);
  }

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
    return LENGTHS[op];
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
