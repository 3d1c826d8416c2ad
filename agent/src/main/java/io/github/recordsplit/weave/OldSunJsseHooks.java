package io.github.recordsplit.weave;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * SunJSSE before the TLS 1.3 rewrite (JDK 8 up to 8u251). It splits in the application's stream and
 * holds the first record by itself, unless {@code TCP_NODELAY} is on; the owner of a connection is
 * the socket or engine itself.
 */
final class OldSunJsseHooks {
  private OldSunJsseHooks() {}

  /** The hooks of one copy of the old SunJSSE: {@code prefix} is its package, with a slash. */
  static Hook[] in(String prefix) {
    return new Hook[] {
      new Stream(prefix),
      new Payload(prefix + "SSLSocketImpl", 2, "protocolVersion", "v", "writeCipher"),
      new Payload(prefix + "SSLEngineImpl", 1, "v"),
      new SessionValueHook(prefix + "SSLSessionImpl")
    };
  }

  /** {@code AppOutputStream.write}: asks before the handshake that its first write starts. */
  private static final class Stream extends MethodHook {
    private final String recordType;

    Stream(String prefix) {
      super(prefix + "AppOutputStream", "write", 3);
      this.recordType = 'L' + prefix + "OutputRecord;";
    }

    @Override
    MethodVisitor method(int access, String name, String desc, MethodVisitor next, Weaving w) {
      boolean mine = name.equals("write") && desc.equals("([BII)V");
      return mine ? new HandshakeFirst(next, w) : next;
    }

    private final class HandshakeFirst extends MethodVisitor {
      private final Weaving weaving;
      private boolean sawRecord;

      HandshakeFirst(MethodVisitor next, Weaving weaving) {
        super(Opcodes.ASM9, next);
        this.weaving = weaving;
      }

      @Override
      public void visitFieldInsn(int opcode, String owner, String name, String desc) {
        super.visitFieldInsn(opcode, owner, name, desc);
        if (!sawRecord && name.equals("r") && desc.equals(recordType)) {
          sawRecord = true;
          weaving.added();
        }
      }

      @Override
      public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
        if (name.equals(Members.NEED_TO_SPLIT)) {
          finishHandshake(owner);
          weaving.added();
        } else if (name.equals("writeRecord") && desc.equals('(' + recordType + "Z)V")) {
          weaving.added();
        }
        super.visitMethodInsn(opcode, owner, name, desc, itf);
      }

      /** Writing a record with nothing in it sends nothing, and completes a pending handshake. */
      private void finishHandshake(String socket) {
        mv.visitInsn(Opcodes.DUP);
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        mv.visitFieldInsn(Opcodes.GETFIELD, className, "r", recordType);
        mv.visitInsn(Opcodes.ICONST_0);
        mv.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL, socket, "writeRecord", '(' + recordType + "Z)V", false);
      }

      @Override
      public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + 3, maxLocals);
      }
    }
  }

  /** {@code needToSplitPayload}, and where a socket would not hold the first record. */
  private static final class Payload extends MethodHook {
    private static final String FACTS = "Ljava/lang/Object;IZZ)Z";

    private final String[] wanted;

    Payload(String className, int places, String... wanted) {
      super(className, Members.NEED_TO_SPLIT, places);
      this.wanted = wanted;
    }

    @Override
    Members membersOf(ClassReader reader) throws ShapeException {
      String[] all = java.util.Arrays.copyOf(wanted, wanted.length + 2);
      all[wanted.length] = "isCBCMode";
      all[wanted.length + 1] = "isFirstAppOutputRecord";
      return Members.of(reader, all);
    }

    @Override
    MethodVisitor method(int access, String name, String desc, MethodVisitor next, Weaving w) {
      switch (name) {
        case Members.NEED_TO_SPLIT:
          return new Answer(next, w);
        case "writeRecordInternal":
          return new Hold(next, w);
        case "<init>":
          return new CreatedHook(className, null).method(access, name, desc, next, w.uncounted());
        default:
          return next;
      }
    }

    /** Pushes this, the protocol's number, CBC, first. */
    private void pushFacts(MethodVisitor mv, Members members, boolean parameters) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      pushEither(mv, members, parameters, 2, "protocolVersion");
      members.push(mv, "v");
      pushEither(mv, members, parameters, 1, "writeCipher");
      members.ask(mv, "isCBCMode");
      members.pushOwn(mv, "isFirstAppOutputRecord");
    }

    /** A socket reads its own fields, an engine is told. */
    private static void pushEither(
        MethodVisitor mv, Members members, boolean parameters, int index, String field) {
      if (parameters) {
        mv.visitVarInsn(Opcodes.ALOAD, index);
      } else {
        members.pushOwn(mv, field);
      }
    }

    private final class Answer extends MethodVisitor {
      private final Weaving weaving;

      Answer(MethodVisitor next, Weaving weaving) {
        super(Opcodes.ASM9, next);
        this.weaving = weaving;
      }

      @Override
      public void visitInsn(int opcode) {
        if (opcode == Opcodes.IRETURN) {
          pushFacts(mv, weaving.members(), wanted.length == 1);
          callBridge(mv, "needsSplit", "(Z" + FACTS);
          weaving.added();
        }
        super.visitInsn(opcode);
      }

      @Override
      public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + 5, maxLocals);
      }
    }

    private final class Hold extends MethodVisitor {
      private final Weaving weaving;

      Hold(MethodVisitor next, Weaving weaving) {
        super(Opcodes.ASM9, next);
        this.weaving = weaving;
      }

      @Override
      public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
        super.visitMethodInsn(opcode, owner, name, desc, itf);
        if (name.equals("getTcpNoDelay")) {
          pushFacts(mv, weaving.members(), false);
          callBridge(mv, "sendsAtOnce", "(Z" + FACTS);
          weaving.added();
        }
      }

      @Override
      public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + 5, maxLocals);
      }
    }
  }
}
