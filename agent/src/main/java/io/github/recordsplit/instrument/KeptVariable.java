package io.github.recordsplit.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A variable that is added to a method behind all of its own, and to each of its frames, which must
 * come whole. It is null until something is kept in it.
 */
final class KeptVariable extends MethodVisitor {
  private final int index;
  private final String type;

  /**
   * Adds one.
   *
   * @param index how many slots the method's own variables take
   * @param type its internal name
   */
  KeptVariable(MethodVisitor writes, int index, String type) {
    super(Opcodes.ASM9, writes);
    this.index = index;
    this.type = type;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    visitInsn(Opcodes.ACONST_NULL);
    store();
  }

  /** Keeps what is on the stack. */
  void store() {
    visitVarInsn(Opcodes.ASTORE, index);
  }

  /** Pushes what is kept. */
  void load() {
    visitVarInsn(Opcodes.ALOAD, index);
  }

  @Override
  public void visitFrame(int kind, int locals, Object[] local, int stacked, Object[] stack) {
    List<Object> all = new ArrayList<>(Arrays.asList(local).subList(0, locals));
    int slots = locals;
    for (Object each : all) {
      slots += each == Opcodes.LONG || each == Opcodes.DOUBLE ? 1 : 0;
    }
    for (; slots < index; slots++) {
      all.add(Opcodes.TOP);
    }
    all.add(type);
    super.visitFrame(kind, all.size(), all.toArray(), stacked, stack);
  }
}
