package io.github.recordsplit.weave;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.LocalVariablesSorter;

/**
 * SunJSSE since the TLS 1.3 rewrite (JDK 11, JDK 8u261) and OpenJSSE, which is the same code under
 * another name. {@code DESIGN.md} shows each woven method as Java before and after.
 */
final class SunJsseHooks {
  private static final String FACTS = "ZZZ";
  private static final String BYTES = "[B";
  private static final String ENCODE = "([Ljava/nio/ByteBuffer;IILjava/nio/ByteBuffer;)";

  private SunJsseHooks() {}

  private static Members factsOf(ClassReader reader) throws ShapeException {
    return Members.of(
        reader,
        "protocolVersion",
        "useTLS11PlusSpec",
        "writeCipher",
        "isCBCMode",
        "isFirstAppOutputRecord");
  }

  /** Pushes TLS 1.1 or later, CBC, first: three booleans. */
  private static void pushFacts(MethodVisitor mv, Members members) {
    members.pushOwn(mv, "protocolVersion");
    members.ask(mv, "useTLS11PlusSpec");
    members.pushOwn(mv, "writeCipher");
    members.ask(mv, "isCBCMode");
    members.pushOwn(mv, "isFirstAppOutputRecord");
  }

  /** The hooks of one copy of SunJSSE: {@code prefix} is its package, ending in a slash. */
  static Hook[] in(String prefix) {
    return new Hook[] {
      new SocketPayload(prefix),
      new EnginePayload(prefix),
      new CreatedHook(prefix + "TransportContext", "outputRecord"),
      new SessionValueHook(prefix + "SSLSessionImpl")
    };
  }

  /** {@code SSLSocketOutputRecord.deliver}: cuts one payload of a socket into its records. */
  private static final class SocketPayload extends MethodHook {
    SocketPayload(String prefix) {
      super(prefix + "SSLSocketOutputRecord", "deliver", 3);
    }

    @Override
    Members membersOf(ClassReader reader) throws ShapeException {
      return factsOf(reader);
    }

    @Override
    MethodVisitor method(
        int access, String name, String desc, MethodVisitor next, Weaving weaving) {
      boolean mine = name.equals("deliver") && desc.equals("([BII)V");
      return mine ? new Deliver(access, desc, next, className, weaving) : next;
    }
  }

  private static final class Deliver extends LocalVariablesSorter {
    private static final int LENGTH = 3;

    private final String className;
    private final MethodHook.Weaving weaving;
    private int decision;
    private int held;

    Deliver(
        int access,
        String descriptor,
        MethodVisitor next,
        String className,
        MethodHook.Weaving weaving) {
      super(Opcodes.ASM9, access, descriptor, next);
      this.className = className;
      this.weaving = weaving;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      decision = newLocal(Type.INT_TYPE);
      held = newLocal(Type.getType(BYTES));
      mv.visitInsn(Opcodes.ICONST_M1);
      mv.visitVarInsn(Opcodes.ISTORE, decision);
      mv.visitInsn(Opcodes.ACONST_NULL);
      mv.visitVarInsn(Opcodes.ASTORE, held);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
      if (name.equals(Members.NEED_TO_SPLIT)) {
        super.visitMethodInsn(opcode, owner, name, desc, itf);
        decide();
      } else if (owner.equals("java/io/OutputStream") && name.equals("write")) {
        mv.visitVarInsn(Opcodes.ALOAD, held);
        mv.visitVarInsn(Opcodes.ILOAD, decision);
        MethodHook.callBridge(mv, "write", "(Ljava/io/OutputStream;[BII[BI)[B");
        mv.visitVarInsn(Opcodes.ASTORE, held);
        weaving.added();
      } else if (owner.equals("java/io/OutputStream") && name.equals("flush")) {
        mv.visitVarInsn(Opcodes.ALOAD, held);
        MethodHook.callBridge(mv, "flush", "(Ljava/io/OutputStream;[B)V");
        weaving.added();
      } else {
        super.visitMethodInsn(opcode, owner, name, desc, itf);
      }
    }

    /** With the library's own answer on the stack, and inside its lock. */
    private void decide() {
      mv.visitVarInsn(Opcodes.ILOAD, decision);
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitVarInsn(Opcodes.ILOAD, LENGTH);
      pushFacts(mv, weaving.members());
      MethodHook.callBridge(mv, "onPayload", "(ILjava/lang/Object;I" + FACTS + ")I");
      mv.visitVarInsn(Opcodes.ISTORE, decision);
      reserve();
      mv.visitVarInsn(Opcodes.ILOAD, decision);
      MethodHook.callBridge(mv, "needsSplit", "(ZI)Z");
      weaving.added();
    }

    private void reserve() {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitInsn(Opcodes.DUP);
      mv.visitFieldInsn(Opcodes.GETFIELD, className, "buf", BYTES);
      mv.visitVarInsn(Opcodes.ILOAD, decision);
      mv.visitVarInsn(Opcodes.ILOAD, LENGTH);
      MethodHook.callBridge(mv, "reserve", "([BII)[B");
      mv.visitFieldInsn(Opcodes.PUTFIELD, className, "buf", BYTES);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + 8, maxLocals);
    }
  }

  /** {@code SSLEngineOutputRecord.encode}: makes the records of one {@code wrap}. */
  private static final class EnginePayload extends MethodHook {
    EnginePayload(String prefix) {
      super(prefix + "SSLEngineOutputRecord", "encode", 1);
    }

    @Override
    Members membersOf(ClassReader reader) throws ShapeException {
      return factsOf(reader);
    }

    @Override
    MethodVisitor method(
        int access, String name, String desc, MethodVisitor next, Weaving weaving) {
      boolean mine = name.equals("encode") && desc.startsWith(ENCODE);
      return mine ? new Encode(next, weaving) : next;
    }
  }

  private static final class Encode extends MethodVisitor {
    private final MethodHook.Weaving weaving;

    Encode(MethodVisitor next, MethodHook.Weaving weaving) {
      super(Opcodes.ASM9, next);
      this.weaving = weaving;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
      super.visitMethodInsn(opcode, owner, name, desc, itf);
      if (name.equals(Members.NEED_TO_SPLIT)) {
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        mv.visitVarInsn(Opcodes.ALOAD, 1);
        mv.visitVarInsn(Opcodes.ILOAD, 2);
        mv.visitVarInsn(Opcodes.ILOAD, 3);
        pushFacts(mv, weaving.members());
        String arguments = "(ZLjava/lang/Object;[Ljava/nio/ByteBuffer;II" + FACTS + ")Z";
        MethodHook.callBridge(mv, "needsSplit", arguments);
        weaving.added();
      }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + 9, maxLocals);
    }
  }
}
