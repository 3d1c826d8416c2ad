package io.github.recordsplit.weave;

import io.github.recordsplit.split.Live;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A hook that weaves some methods of its class and counts the places where it did. */
abstract class MethodHook extends Hook {
  /** One place or more: all of them get the same call. */
  static final int ANY = -1;

  private final int places;

  /**
   * Makes a hook.
   *
   * @param places how many places it must find, exactly, or {@link #ANY}
   */
  MethodHook(String className, String methods, int places) {
    super(className, methods);
    this.places = places;
  }

  /** What the woven code needs of its own class; null if nothing. */
  Members membersOf(ClassReader reader) throws ShapeException {
    return null;
  }

  /** Answers the visitor that weaves a method, or {@code next} to leave it alone. */
  abstract MethodVisitor method(
      int access, String name, String desc, MethodVisitor next, Weaving weaving);

  @Override
  final byte[] weave(ClassReader reader) throws ShapeException {
    ClassWriter writer = new ClassWriter(reader, 0);
    Weaving weaving = new Weaving(writer, this, membersOf(reader));
    reader.accept(weaving, ClassReader.EXPAND_FRAMES);
    if (places == ANY ? weaving.places == 0 : weaving.places != places) {
      throw new ShapeException(
          (places == ANY ? "some" : places) + " places to weave, found " + weaving.places);
    }
    return writer.toByteArray();
  }

  /** Adds a call from woven code into the agent. */
  static void callBridge(MethodVisitor mv, String method, String descriptor) {
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Live.bridgeName(), method, descriptor, false);
  }

  /** One class while it is woven. */
  static final class Weaving extends ClassVisitor {
    private final MethodHook hook;
    private final Members members;
    private int places;

    private Weaving(ClassWriter writer, MethodHook hook, Members members) {
      super(Opcodes.ASM9, writer);
      this.hook = hook;
      this.members = members;
    }

    Members members() {
      return members;
    }

    void added() {
      places++;
    }

    /** For calls that a class may have any number of beside those that are counted. */
    Weaving uncounted() {
      return new Weaving(null, hook, members);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String desc, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, desc, signature, exceptions);
      return hook.method(access, name, desc, next, this);
    }
  }
}
