package io.github.recordsplit.instrument;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A class of a TLS library, the methods that it must have, and the calls that they get. */
public final class Hook {
  /** One place or more in each row: all of them get the same call. */
  public static final int ANY = -1;

  /** Operators know these classes by their simple names. */
  private static final String OF_JDK = "sun/security/ssl/";

  /** Internal name of the class that it is woven into. */
  public final String className;

  /** The class and its methods, as operators see them. */
  final String name;

  /** Internal name of what the woven class calls: it mentions that where it is woven. */
  final String bridge;

  private final int places;
  private final Splice[] splices;
  private boolean counted = true;
  private String kept;

  /**
   * Makes a hook.
   *
   * @param places how many places its rows must find in all, exactly, or {@link #ANY}
   */
  public Hook(String className, String methods, int places, String bridge, Splice... splices) {
    int simple = className.startsWith(OF_JDK) ? OF_JDK.length() : 0;
    this.name = className.substring(simple).replace('/', '.') + '.' + methods;
    this.className = className;
    this.places = places;
    this.bridge = bridge;
    this.splices = splices;
  }

  /** Operators are told of it only where it is missing. */
  public Hook uncounted() {
    counted = false;
    return this;
  }

  /** Its methods get a variable of a type, by its internal name: {@link Argument#KEPT}. */
  public Hook keeping(String type) {
    kept = type;
    return this;
  }

  /** Whether all its rows are, so that there may be nothing to weave. */
  boolean isOptional() {
    return places == 0;
  }

  boolean isCounted() {
    return counted;
  }

  /**
   * Weaves the class.
   *
   * @return the woven class file, or null if all rows are optional and there is nothing for them
   * @throws ShapeException if the class does not have the exact shape that this hook knows; it must
   *     then be left alone
   */
  byte[] weave(byte[] found) {
    ClassFile file = new ClassFile(found);
    int[] woven = new int[splices.length];
    file.reader.accept(new Weaving(file, woven), kept == null ? 0 : ClassReader.EXPAND_FRAMES);
    return expect(woven) == 0 ? null : file.toBytes();
  }

  private int expect(int[] woven) {
    int all = 0;
    int expected = 0;
    Splice missing = null;
    for (int row = 0; row < splices.length; row++) {
      all += woven[row];
      if (!splices[row].isOptional()) {
        expected += woven[row];
        missing = woven[row] == 0 ? splices[row] : missing;
      }
    }
    if (places == ANY ? expected == 0 : expected != places) {
      throw new ShapeException(
          (places == ANY ? "some" : places) + " places to weave, found " + expected);
    }
    if (places == ANY && missing != null) {
      throw new ShapeException(missing.toString());
    }
    return all;
  }

  /** Hands the methods that are meant to their splices, and the others to who writes the class. */
  private final class Weaving extends ClassVisitor {
    private final ClassReader reader;
    private final int[] woven;

    Weaving(ClassFile file, int[] woven) {
      super(Opcodes.ASM9, file.writer);
      this.reader = file.reader;
      this.woven = woven;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      MethodVisitor writes = super.visitMethod(access, method, descriptor, signature, exceptions);
      MethodVisitor end =
          isMeant(access, method, descriptor) ? end(writes, method, descriptor) : writes;
      MethodVisitor visitor = end;
      for (int row = 0; row < splices.length; row++) {
        if (splices[row].isMeantFor(access, method, descriptor)) {
          Code code = new Code(reader, bridge, woven, row, end, method, descriptor);
          visitor = splices[row].visitor(code, visitor);
        }
      }
      return visitor == end ? writes : visitor;
    }

    private boolean isMeant(int access, String method, String descriptor) {
      for (Splice splice : splices) {
        if (splice.isMeantFor(access, method, descriptor)) {
          return true;
        }
      }
      return false;
    }

    private MethodVisitor end(MethodVisitor writes, String method, String descriptor) {
      return kept == null
          ? writes
          : new KeptVariable(writes, MethodShape.of(reader, method, descriptor).variables(), kept);
    }
  }
}
