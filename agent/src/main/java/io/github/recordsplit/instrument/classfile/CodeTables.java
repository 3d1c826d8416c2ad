package io.github.recordsplit.instrument.classfile;

import java.io.ByteArrayOutputStream;

/** What follows a method's code and names places in it (JVMS 4.7.3). */
final class CodeTables {
  private final ClassFile file;
  private final byte[] bytes;
  private final Layout layout;

  CodeTables(ClassFile file, byte[] bytes, Layout layout) {
    this.file = file;
    this.bytes = bytes;
    this.layout = layout;
  }

  void writeTo(ByteArrayOutputStream out, int start) throws ShapeException {
    int at = start + 2;
    int handlers = Bytes.u2(bytes, start);
    Bytes.putU2(out, handlers);
    for (; handlers > 0; handlers--, at += 8) {
      Bytes.putU2(out, layout.target(Bytes.u2(bytes, at)));
      Bytes.putU2(out, layout.target(Bytes.u2(bytes, at + 2)));
      Bytes.putU2(out, layout.target(Bytes.u2(bytes, at + 4)));
      out.write(bytes, at + 6, 2);
    }
    attributes(out, at);
  }

  private void attributes(ByteArrayOutputStream out, int start) throws ShapeException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    Frames frames = new Frames(file, bytes, layout);
    int count = 0;
    int at = start + 2;
    for (int left = Bytes.u2(bytes, start); left > 0; left--) {
      count += attribute(body, at, frames) ? 1 : 0;
      at += 6 + Bytes.length(bytes, at + 2);
    }
    if (frames.areMissing()) {
      frames.writeTo(body, -1);
      count++;
    }
    Bytes.putU2(out, count);
    byte[] b = body.toByteArray();
    out.write(b, 0, b.length);
  }

  /** Whether an attribute was kept. Annotations of types inside a method are of use to no JVM. */
  private boolean attribute(ByteArrayOutputStream out, int at, Frames frames)
      throws ShapeException {
    switch (file.constants().text(Bytes.u2(bytes, at))) {
      case "LineNumberTable":
        places(out, at, 4, false);
        return true;
      case "LocalVariableTable":
      case "LocalVariableTypeTable":
        places(out, at, 10, true);
        return true;
      case "StackMapTable":
        frames.writeTo(out, at);
        return true;
      default:
        return false;
    }
  }

  /** A table whose rows start with a place and, some of them, the length of a range. */
  private void places(ByteArrayOutputStream out, int attribute, int row, boolean ranges) {
    int at = attribute + 8;
    out.write(bytes, attribute, 8);
    for (int count = Bytes.u2(bytes, attribute + 6); count > 0; count--, at += row) {
      int from = Bytes.u2(bytes, at);
      Bytes.putU2(out, layout.target(from));
      if (ranges) {
        int to = from + Bytes.u2(bytes, at + 2);
        Bytes.putU2(out, layout.target(to) - layout.target(from));
      }
      int done = ranges ? 4 : 2;
      out.write(bytes, at + done, row - done);
    }
  }
}
