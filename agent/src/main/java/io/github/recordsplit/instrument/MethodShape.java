package io.github.recordsplit.instrument;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the code of a method, or of several, refers to and stores; read before it is woven. */
public final class MethodShape extends MethodVisitor {
  private static final int API = Opcodes.ASM9;

  private final String className;
  private final Map<String, Member> members = new HashMap<>();
  private final ConstructorCall constructorCall = new ConstructorCall();
  private int lowestStored = Integer.MAX_VALUE;
  private boolean delegates;
  private int instructions;
  private int variables;
  private boolean empty;
  private boolean returns;
  private int[] sum;

  /** The variables that the last instructions have pushed as ints, when they were nothing else. */
  private int first = -1;

  private int second = -1;
  private boolean added;

  private MethodShape(String className) {
    super(API);
    this.className = className;
  }

  /**
   * Reads methods of a class.
   *
   * @param name null for all methods
   * @param descriptor null for each method of that name
   */
  static MethodShape of(ClassReader reader, String name, String descriptor) {
    MethodShape shape = new MethodShape(reader.getClassName());
    reader.accept(
        new ClassVisitor(API) {
          @Override
          public MethodVisitor visitMethod(
              int access, String n, String d, String signature, String[] exceptions) {
            boolean meant = name == null || n.equals(name);
            return meant && (descriptor == null || d.equals(descriptor)) ? shape : null;
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return shape;
  }

  /**
   * The field or method of a name, as it is used there.
   *
   * @throws ShapeException if it is not
   */
  public Member member(String name) {
    Member member = members.get(name);
    if (member == null) {
      throw new ShapeException("the use of " + name + " in " + className.replace('/', '.'));
    }
    return member;
  }

  /** Whether a field or method of a name is used there. */
  public boolean uses(String name) {
    return members.containsKey(name);
  }

  /** Three variables of the first {@code c = a + b} of ints: a, b and c; null if there is none. */
  public int[] sum() {
    return sum;
  }

  /** How many slots the variables take. */
  int variables() {
    return variables;
  }

  /** Whether {@code this} and the parameters up to a variable stay what they were given. */
  boolean keeps(int variable) {
    return lowestStored > variable;
  }

  /** Whether a constructor calls another one of its class. */
  boolean delegates() {
    return delegates;
  }

  /** Whether there is code that comes to its end. */
  public boolean returns() {
    return returns;
  }

  /** Whether its first instruction is a return. */
  public boolean isEmpty() {
    return empty;
  }

  private void next() {
    instructions++;
    first = -1;
    second = -1;
    added = false;
  }

  @Override
  public void visitInsn(int opcode) {
    boolean adds = opcode == Opcodes.IADD && first >= 0;
    int one = first;
    int other = second;
    next();
    if (adds) {
      first = one;
      second = other;
      added = true;
    } else if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      returns = true;
      empty |= instructions == 1;
    }
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    int before = added ? -1 : second;
    if (opcode == Opcodes.ISTORE && added && sum == null) {
      sum = new int[] {first, second, variable};
    }
    next();
    if (opcode == Opcodes.ILOAD) {
      first = before;
      second = variable;
    } else if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
      lowestStored = Math.min(lowestStored, variable);
    }
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    next();
    lowestStored = Math.min(lowestStored, variable);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    next();
    if (opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTFIELD) {
      members.putIfAbsent(name, Member.field(owner, name, descriptor));
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean ofInterface) {
    next();
    if (name.equals("<init>")) {
      delegates |= constructorCall.isAt(name) && owner.equals(className);
    } else if (opcode != Opcodes.INVOKESTATIC) {
      members.putIfAbsent(name, Member.method(opcode, owner, name, descriptor, ofInterface));
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    next();
    if (opcode == Opcodes.NEW) {
      constructorCall.passesNew();
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    next();
  }

  @Override
  public void visitLdcInsn(Object value) {
    next();
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    next();
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    variables = locals;
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String descriptor, Handle h, Object... more) {
    next();
  }
}
