package io.github.recordsplit.instrument;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Where code is spliced into a method: what is written here goes straight into the woven method,
 * past the splices that read the method's own instructions.
 */
public final class Code extends MethodVisitor {
  private final ClassReader reader;
  private final String bridge;
  private final int[] places;
  private final int row;
  private final String name;
  private final String descriptor;
  private MethodShape shape;

  Code(
      ClassReader reader,
      String bridge,
      int[] places,
      int row,
      MethodVisitor woven,
      String name,
      String descriptor) {
    super(Opcodes.ASM9, woven);
    this.reader = reader;
    this.bridge = bridge;
    this.places = places;
    this.row = row;
    this.name = name;
    this.descriptor = descriptor;
  }

  /** Counts one place of its splice. */
  public void woven() {
    places[row]++;
  }

  boolean isConstructor() {
    return name.equals("<init>");
  }

  /** Whether the class file tells its frames, so that a branch needs one. */
  boolean hasFrames() {
    return reader.readUnsignedShort(6) >= Opcodes.V1_6;
  }

  /** Internal name of the class. */
  String className() {
    return reader.getClassName();
  }

  Type returnType() {
    return Type.getReturnType(descriptor);
  }

  /** What the method's own code refers to and stores. */
  public MethodShape shape() {
    if (shape == null) {
      shape = MethodShape.of(reader, name, descriptor);
    }
    return shape;
  }

  /** What the code of all methods of a name refers to and stores; null for the whole class. */
  public MethodShape shape(String method) {
    return MethodShape.of(reader, method, null);
  }

  /** Pushes {@code this}. */
  public void loadThis() {
    visitVarInsn(Opcodes.ALOAD, 0);
  }

  /** Pushes what is kept in the variable of {@link Hook#keeping}. */
  void loadKept() {
    ((KeptVariable) mv).load();
  }

  /** Keeps what is on the stack there. */
  public void keep() {
    ((KeptVariable) mv).store();
  }

  /** Pushes an int from a variable, as the method numbers it. */
  public void loadInt(int variable) {
    visitVarInsn(Opcodes.ILOAD, variable);
  }

  /** Pushes a number from 0 to 5. */
  void push(int number) {
    visitInsn(Opcodes.ICONST_0 + number);
  }

  /** Replaces two ints by their difference. */
  public void subtract() {
    visitInsn(Opcodes.ISUB);
  }

  /** Pushes {@code this} below an int, and that once more on top. */
  public void loadThisBelow() {
    loadThis();
    visitInsn(Opcodes.SWAP);
    visitInsn(Opcodes.DUP_X1);
  }

  /** Pushes a parameter; the first is 1. */
  void loadParameter(int parameter) {
    Type type = Type.getArgumentTypes(descriptor)[parameter - 1];
    visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable(parameter));
  }

  int parameters() {
    return Type.getArgumentTypes(descriptor).length;
  }

  /** The variable of a parameter; 0 is {@code this}. */
  int variable(int parameter) {
    Type[] types = Type.getArgumentTypes(descriptor);
    int variable = 0;
    for (int i = 0; i < parameter; i++) {
      variable += i == 0 ? 1 : types[i - 1].getSize();
    }
    return variable;
  }

  /** Pushes what is on the stack once more. */
  void duplicate(Type type) {
    visitInsn(type.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
  }

  /** Calls a method of the bridge, or of another class if that is not null. */
  void callBridge(String other, String method, String descriptor) {
    String owner = other == null ? bridge : other;
    visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, descriptor, false);
  }
}
