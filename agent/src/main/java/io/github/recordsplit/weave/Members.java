package io.github.recordsplit.weave;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The fields and methods by which a class's own {@code needToSplitPayload} decides, as that method
 * spells them. Woven code uses no others, so it links in this JDK or the class is left alone.
 */
final class Members extends MethodVisitor {
  static final String NEED_TO_SPLIT = "needToSplitPayload";

  private final Map<String, String[]> found = new HashMap<>();

  private Members() {
    super(Opcodes.ASM9);
  }

  /**
   * Finds them.
   *
   * @param wanted names that must be there
   */
  static Members of(ClassReader reader, String... wanted) throws ShapeException {
    Members members = new Members();
    reader.accept(new Finder(members), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    for (String name : wanted) {
      if (!members.found.containsKey(name)) {
        throw new ShapeException(NEED_TO_SPLIT + " with " + name + " in " + Arrays.asList(wanted));
      }
    }
    return members;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    if (opcode == Opcodes.GETFIELD) {
      found.put(name, new String[] {owner, descriptor});
    }
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    if (opcode == Opcodes.INVOKEVIRTUAL) {
      found.put(name, new String[] {owner, desc});
    }
  }

  /** Pushes a field of the class itself. */
  void pushOwn(MethodVisitor mv, String field) {
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    push(mv, field);
  }

  /** Replaces the object on the stack by one of its fields. */
  void push(MethodVisitor mv, String field) {
    String[] f = found.get(field);
    mv.visitFieldInsn(Opcodes.GETFIELD, f[0], field, f[1]);
  }

  /** Replaces the object on the stack by the answer of its method, which takes nothing. */
  void ask(MethodVisitor mv, String method) {
    String[] m = found.get(method);
    mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, m[0], method, m[1], false);
  }

  private static final class Finder extends ClassVisitor {
    private final Members members;

    Finder(Members members) {
      super(Opcodes.ASM9);
      this.members = members;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return name.equals(NEED_TO_SPLIT) ? members : null;
    }
  }
}
