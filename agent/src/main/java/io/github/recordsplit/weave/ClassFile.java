package io.github.recordsplit.weave;

import java.nio.charset.StandardCharsets;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** A class file as the JVM hands it over. */
final class ClassFile {
  /** The newest version that the bundled ASM reads. */
  private static final int NEWEST = Opcodes.V27;

  private static final int MAJOR = 6;

  private final byte[] bytes;
  private final int major;

  ClassFile(byte[] bytes) {
    this.bytes = bytes;
    this.major = ((bytes[MAJOR] & 0xff) << 8) | (bytes[MAJOR + 1] & 0xff);
  }

  /**
   * Reads it. A version from the future is read as the newest known one: class files grow by what
   * these classes do not use, and a hook that does not find its exact shape leaves them alone.
   */
  ClassReader reader() {
    return new ClassReader(major > NEWEST ? withMajor(bytes.clone(), NEWEST) : bytes);
  }

  /** Gives a woven class file the version that this one has. */
  byte[] restoreVersion(byte[] woven) {
    return withMajor(woven, major);
  }

  private static byte[] withMajor(byte[] bytes, int major) {
    bytes[MAJOR] = (byte) (major >> 8);
    bytes[MAJOR + 1] = (byte) major;
    return bytes;
  }

  /** Whether a word stands anywhere in a class file. */
  static boolean mentions(byte[] bytes, String word) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(word);
  }
}
