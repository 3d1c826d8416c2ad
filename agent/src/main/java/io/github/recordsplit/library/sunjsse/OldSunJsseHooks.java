package io.github.recordsplit.library.sunjsse;

import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;
import static io.github.recordsplit.instrument.Argument.field;
import static io.github.recordsplit.instrument.Argument.number;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Argument;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Code;
import io.github.recordsplit.instrument.FieldWrite;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.JsseHooks;
import io.github.recordsplit.instrument.MethodCall;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.Splice;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * SunJSSE before the TLS 1.3 rewrite (JDK 8 up to 8u251). It splits in the application's stream and
 * holds the first record by itself, unless {@code TCP_NODELAY} is on; the owner of a connection is
 * the socket or engine itself.
 */
final class OldSunJsseHooks {
  private static final String OBJECT = "Ljava/lang/Object;";

  private OldSunJsseHooks() {}

  /** The hooks of one copy of the old SunJSSE. */
  static Hook[] in(String copy) {
    return new Hook[] {
      stream(copy),
      new Hook(
          copy + "SSLSocketImpl",
          SunJsseHooks.NEED_TO_SPLIT,
          2,
          BridgeInjector.NAME,
          decides(ofClass("protocolVersion"), ofClass("writeCipher")),
          // A socket would not hold the first record.
          MethodCall.behind(
              "writeRecordInternal",
              "",
              ".getTcpNoDelay(",
              new Call("sendsAtOnce", "(Z" + OBJECT + ")Z", RESULT, THIS)),
          shaken(),
          created()),
      new Hook(
          copy + "SSLEngineImpl",
          SunJsseHooks.NEED_TO_SPLIT,
          1,
          BridgeInjector.NAME,
          decides(parameter(2), parameter(1)),
          shaken(),
          created()),
      rest(copy + "EngineOutputRecord"),
      JsseHooks.sessionValue(copy + "SSLSessionImpl")
    };
  }

  private static Splice created() {
    return new MethodReturn("<init>", "", SunJsseHooks.told("connectionMade", THIS, THIS))
        .optional();
  }

  /** Before {@code sess = handshaker.getSession()}: only the counts need it. */
  private static Splice shaken() {
    return new FieldWrite(
            null, "", "getSession", "sess", SunJsseHooks.told("handshakeFinished", THIS, THIS))
        .optional();
  }

  /** {@code needToSplitPayload}, by what it decides by. */
  private static Splice decides(Argument version, Argument cipher) {
    return new MethodReturn(
        SunJsseHooks.NEED_TO_SPLIT,
        "",
        new Call(
            "needsSplit",
            "(Z" + OBJECT + "IZZ)Z",
            RESULT,
            THIS,
            of(version, "v"),
            of(cipher, "isCBCMode"),
            ofClass("isFirstAppOutputRecord")));
  }

  /** A member of an object, as {@code needToSplitPayload} uses it. */
  private static Argument of(Argument object, String member) {
    return new Argument(object.parameter) {
      @Override
      public void push(Code code) {
        object.push(code);
        code.shape(SunJsseHooks.NEED_TO_SPLIT).member(member).get(code);
      }
    };
  }

  private static Argument ofClass(String field) {
    return of(THIS, field);
  }

  /** {@code EngineOutputRecord.write}: makes one record or two in one {@code wrap}. */
  private static Hook rest(String className) {
    return new Hook(
        className,
        "write",
        1,
        BridgeInjector.NAME,
        new Splice("write", "") {
          @Override
          public MethodVisitor visitor(Code code, MethodVisitor next) {
            return new Rest(code, next);
          }
        });
  }

  /** After the first record, of one byte, it works out how long the other is: it may be none. */
  private static final class Rest extends MethodVisitor {
    private static final Call UNLESS_APART =
        new Call("unlessApart", "(II" + OBJECT + ")I", RESULT, number(0), field("engine"));

    private final Code code;
    private boolean asked;

    Rest(Code code, MethodVisitor next) {
      super(Opcodes.ASM9, next);
      this.code = code;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
      if (asked && name.equals("min")) {
        UNLESS_APART.splice(code, Type.INT_TYPE);
        code.woven();
        asked = false;
      }
      asked |= name.equals(SunJsseHooks.NEED_TO_SPLIT);
    }
  }

  /** {@code AppOutputStream.write}: asks before the handshake that its first write starts. */
  private static Hook stream(String copy) {
    return new Hook(
        copy + "AppOutputStream",
        "write",
        2,
        BridgeInjector.NAME,
        new Splice("write", "([BII)V") {
          @Override
          public MethodVisitor visitor(Code code, MethodVisitor next) {
            return new FinishHandshake(code, next, "(L" + copy + "OutputRecord;Z)V");
          }
        });
  }

  /** Two places: where the stream asks, and where it writes. */
  private static final class FinishHandshake extends MethodVisitor {
    private static final String WRITE = "writeRecord";
    private final Code code;
    private final String parameters;

    FinishHandshake(Code code, MethodVisitor next, String parameters) {
      super(Opcodes.ASM9, next);
      this.code = code;
      this.parameters = parameters;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      if (name.equals(SunJsseHooks.NEED_TO_SPLIT)) {
        finish(owner);
        code.woven();
      } else if (name.equals(WRITE) && descriptor.equals(parameters)) {
        code.woven();
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
    }

    /** Writing a record with nothing in it sends nothing, and completes a pending handshake. */
    private void finish(String socket) {
      code.visitInsn(Opcodes.DUP);
      field("r").push(code);
      code.visitInsn(Opcodes.ICONST_0);
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, socket, WRITE, parameters, false);
    }
  }
}
