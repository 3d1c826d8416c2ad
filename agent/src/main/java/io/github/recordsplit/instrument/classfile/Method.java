package io.github.recordsplit.instrument.classfile;

/** A method of a class file (JVMS 4.6). */
public final class Method {
  private static final int STATIC = 0x0008;

  private final ClassFile file;
  private final byte[] bytes;
  private final int start;
  private final String name;
  private int codeStart;
  private Code code;

  /** Only looks at its name: of most methods nobody asks for more. */
  Method(ClassFile file, byte[] bytes, int start) {
    this.file = file;
    this.bytes = bytes;
    this.start = start;
    this.name = file.constants().text(Bytes.u2(bytes, start + 2));
  }

  private int findCode() {
    int at = start + 8;
    for (int attributes = Bytes.u2(bytes, start + 6); attributes > 0; attributes--) {
      if (file.constants().text(Bytes.u2(bytes, at)).equals("Code")) {
        return at;
      }
      at += 6 + Bytes.s4(bytes, at + 2);
    }
    return -1;
  }

  /** Its name; {@code <init>} for a constructor. */
  public String name() {
    return name;
  }

  /** Its descriptor (JVMS 4.3.3). */
  public String descriptor() {
    return file.constants().text(Bytes.u2(bytes, start + 4));
  }

  /** Whether it has no {@code this}. */
  public boolean isStatic() {
    return (Bytes.u2(bytes, start) & STATIC) != 0;
  }

  /** Whether it has code: it is neither abstract nor native. */
  public boolean hasCode() {
    return codeStart() >= 0;
  }

  /**
   * Its code.
   *
   * @throws ShapeException if it has none, or an instruction that no JVM to date knows
   */
  public Code code() throws ShapeException {
    if (code == null) {
      if (!hasCode()) {
        throw new ShapeException("code in " + name + descriptor());
      }
      code = new Code(file, bytes, codeStart());
    }
    return code;
  }

  boolean isChanged() {
    return code != null && code.isChanged();
  }

  int codeStart() {
    if (codeStart == 0) {
      codeStart = findCode();
    }
    return codeStart;
  }

  int codeEnd() {
    return codeStart() + 6 + Bytes.s4(bytes, codeStart() + 2);
  }
}
