package io.github.recordsplit.instrument.classfile;

import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Where each instruction of a method comes to stand when its splices are in. */
final class Layout {
  private final Map<Integer, Splice> splices;
  private final byte[] bytes;
  private final int code;
  private final int length;

  /** By old place: where who jumps there arrives. */
  private final int[] targets;

  /** By old place: where the instruction itself stands. */
  private final int[] places;

  Layout(byte[] bytes, int code, int length, Map<Integer, Splice> splices) throws ShapeException {
    this.bytes = bytes;
    this.code = code;
    this.length = length;
    this.splices = splices;
    this.targets = new int[length + 1];
    this.places = new int[length + 1];
    int out = 0;
    int size;
    for (int pc = 0; pc < length; pc += size) {
      size = Instructions.length(bytes, code, pc);
      Splice splice = splices.get(pc);
      targets[pc] = out;
      if (splice != null) {
        out += splice.snippet.length();
        targets[pc] = splice.entry ? out : targets[pc];
      }
      places[pc] = out;
      if (splice == null || !splice.replaces) {
        out += size + shift(pc, out);
      }
    }
    targets[length] = out;
    places[length] = out;
  }

  /** By how many bytes a switch grows or shrinks because it is aligned. */
  private int shift(int pc, int out) {
    return Instructions.isSwitch(bytes[code + pc] & 0xff)
        ? Instructions.padding(out) - Instructions.padding(pc)
        : 0;
  }

  /** The splice at the start that branches, or null. */
  Splice entryThatBranches() {
    Splice first = splices.get(0);
    return first != null && first.branches ? first : null;
  }

  int length() {
    return places[length];
  }

  /** Where who jumps to an old place arrives, and where ranges that start or end there do. */
  int target(int pc) {
    return targets[pc];
  }

  /** Where an old place's instruction stands. */
  int place(int pc) {
    return places[pc];
  }

  /** Writes the code's length and the code. */
  void writeTo(ByteArrayOutputStream out) throws ShapeException {
    Bytes.putS4(out, length());
    int size;
    for (int pc = 0; pc < length; pc += size) {
      size = Instructions.length(bytes, code, pc);
      Splice splice = splices.get(pc);
      if (splice != null) {
        out.write(splice.snippet.toBytes(), 0, splice.snippet.length());
      }
      if (splice == null || !splice.replaces) {
        instruction(out, pc, size);
      }
    }
  }

  private void instruction(ByteArrayOutputStream out, int pc, int size) throws ShapeException {
    int at = code + pc;
    int op = bytes[at] & 0xff;
    if (Instructions.isJump(op)) {
      int offset = offset(pc, Bytes.s2(bytes, at + 1));
      if (offset != (short) offset) {
        throw new ShapeException("shorter jumps");
      }
      out.write(op);
      Bytes.putU2(out, offset);
    } else if (op == Instructions.GOTO_W || op == Instructions.JSR_W) {
      out.write(op);
      Bytes.putS4(out, offset(pc, Bytes.s4(bytes, at + 1)));
    } else if (Instructions.isSwitch(op)) {
      writeSwitch(out, pc, op);
    } else {
      out.write(bytes, at, size);
    }
  }

  private void writeSwitch(ByteArrayOutputStream out, int pc, int op) {
    int from = code + pc + 1 + Instructions.padding(pc);
    int end = from + Instructions.switchLength(bytes, from, op);
    out.write(op);
    for (int padding = Instructions.padding(places[pc]); padding > 0; padding--) {
      out.write(0);
    }
    Bytes.putS4(out, offset(pc, Bytes.s4(bytes, from)));
    int at = from + 4;
    int keys = Instructions.keyBytes(op);
    out.write(bytes, at, keys == 0 ? 8 : 4); // low and high, or the number of pairs
    for (at += keys == 0 ? 8 : 4; at < end; at += keys + 4) {
      out.write(bytes, at, keys);
      Bytes.putS4(out, offset(pc, Bytes.s4(bytes, at + keys)));
    }
  }

  private int offset(int pc, int old) {
    return targets[pc + old] - places[pc];
  }
}
