package io.github.recordsplit.instrument.classfile;

import java.io.ByteArrayOutputStream;

/** A method's verification frames (JVMS 4.7.4), moved, after that of a splice that branches. */
final class Frames {
  private static final int SINCE_MAJOR = 50;
  private static final int ONE_ITEM = 64;
  private static final int RESERVED = 128;
  private static final int ONE_ITEM_EXTENDED = 247;
  private static final int SAME_EXTENDED = 251;
  private static final int FULL = 255;
  private static final int OBJECT = 7;
  private static final int UNINITIALIZED = 8;

  private final ClassFile file;
  private final byte[] bytes;
  private final Layout layout;
  private final Splice entry;
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream(256);
  private int count;
  private int last = -1;
  private int at;
  private boolean done;

  Frames(ClassFile file, byte[] bytes, Layout layout) {
    this.file = file;
    this.bytes = bytes;
    this.layout = layout;
    this.entry = layout.entryThatBranches();
  }

  /** Whether there must be a table where the method had none. */
  boolean areMissing() {
    return !done && entry != null && file.major() >= SINCE_MAJOR;
  }

  /**
   * Writes the table.
   *
   * @param attribute where the method's own stands, or -1 if it has none
   */
  void writeTo(ByteArrayOutputStream out, int attribute) throws ShapeException {
    done = true;
    if (entry != null) {
      ofEntry();
    }
    at = attribute + 8;
    int old = -1;
    for (int left = attribute < 0 ? 0 : Bytes.u2(bytes, attribute + 6); left > 0; left--) {
      int type = bytes[at++] & 0xff;
      old += 1 + delta(type);
      move(type, layout.target(old));
    }
    Bytes.putU2(out, file.constants().utf8("StackMapTable"));
    Bytes.putS4(out, 2 + rows.size());
    Bytes.putU2(out, count);
    byte[] b = rows.toByteArray();
    out.write(b, 0, b.length);
  }

  /** Behind the branch there is one more instruction, so that no other frame stands there. */
  private void ofEntry() throws ShapeException {
    begin(entry.answer == null ? SAME_EXTENDED : ONE_ITEM_EXTENDED, layout.target(0) - 1);
    if (entry.answer != null) {
      rows.write(entry.answer.isEmpty() ? 1 : OBJECT); // 1: int
      if (!entry.answer.isEmpty()) {
        Bytes.putU2(rows, file.constants().classOf(entry.answer));
      }
    }
  }

  private int delta(int type) throws ShapeException {
    if (type < RESERVED) {
      return type % ONE_ITEM;
    }
    if (type < ONE_ITEM_EXTENDED) {
      throw new ShapeException("known frames, found number " + type);
    }
    at += 2;
    return Bytes.u2(bytes, at - 2);
  }

  private void begin(int type, int place) {
    rows.write(type);
    Bytes.putU2(rows, place - last - 1);
    last = place;
    count++;
  }

  /** The short forms become long ones, which say the same. */
  private void move(int type, int place) {
    if (type < ONE_ITEM) {
      begin(SAME_EXTENDED, place);
    } else if (type < RESERVED || type == ONE_ITEM_EXTENDED) {
      begin(ONE_ITEM_EXTENDED, place);
      types(1);
    } else {
      begin(type, place);
      if (type == FULL) {
        counted();
        counted();
      } else if (type > SAME_EXTENDED) {
        types(type - SAME_EXTENDED);
      }
    }
  }

  private void counted() {
    rows.write(bytes, at, 2);
    at += 2;
    types(Bytes.u2(bytes, at - 2));
  }

  private void types(int number) {
    for (int left = number; left > 0; left--) {
      int type = bytes[at];
      rows.write(type);
      if (type == OBJECT) {
        rows.write(bytes, at + 1, 2);
      } else if (type == UNINITIALIZED) {
        Bytes.putU2(rows, layout.place(Bytes.u2(bytes, at + 1)));
      }
      at += type == OBJECT || type == UNINITIALIZED ? 3 : 1;
    }
  }
}
