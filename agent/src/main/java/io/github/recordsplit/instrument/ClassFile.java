package io.github.recordsplit.instrument;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * A class file that is read, and written with some methods changed: the others are copied. It keeps
 * its version, which may be one that ASM does not know yet.
 */
public final class ClassFile {
  private static final int VERSION = 4;
  private static final int MAJOR = 6;

  /** Reads it. */
  public final ClassReader reader;

  /** Where visitors end that change it. */
  public final ClassWriter writer;

  private final byte[] found;

  /** Opens a class file; a damaged one ends in any exception, now or when it is read. */
  public ClassFile(byte[] found) {
    this.found = found;
    this.reader = new ClassReader(lowered(found));
    this.writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
  }

  private static byte[] lowered(byte[] found) {
    int major = ((found[MAJOR] & 0xff) << 8) | (found[MAJOR + 1] & 0xff);
    if (major <= Opcodes.V27) {
      return found;
    }
    byte[] lowered = found.clone();
    lowered[MAJOR] = 0;
    lowered[MAJOR + 1] = Opcodes.V27;
    return lowered;
  }

  /** What was written. */
  public byte[] toBytes() {
    byte[] written = writer.toByteArray();
    System.arraycopy(found, VERSION, written, VERSION, 4);
    return written;
  }
}
