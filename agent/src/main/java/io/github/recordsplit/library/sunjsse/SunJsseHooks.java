package io.github.recordsplit.library.sunjsse;

import static io.github.recordsplit.instrument.Argument.THIS;
import static io.github.recordsplit.instrument.Argument.field;
import static io.github.recordsplit.instrument.Argument.number;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Argument;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Code;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookRegistry;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.JdkClasses;
import io.github.recordsplit.instrument.JsseHooks;
import io.github.recordsplit.instrument.MethodCall;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.NamedHooks;

/**
 * SunJSSE since the TLS 1.3 rewrite (JDK 11, JDK 8u261) and OpenJSSE, which is the same code under
 * another name; in front of it that of older JDKs. {@code weaving.md} shows each woven method as
 * Java before and after.
 */
public final class SunJsseHooks implements HookTable {
  /** Where the copies of SunJSSE live. */
  public static final String JDK = "sun/security/ssl/";

  public static final String OPENJSSE = "org/openjsse/sun/security/ssl/";

  static final String NEED_TO_SPLIT = "needToSplitPayload";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String PAYLOAD = 'L' + BridgeInjector.CONNECTION + ';';
  private static final String STREAM = "java/io/OutputStream";
  private static final String FACTS = "ZZZ)Z";
  private static final String SOURCES = "[Ljava/nio/ByteBuffer;II";

  /** The package of the copy of SunJSSE that a class belongs to, or null. */
  public static String copyOf(String className) {
    return className.startsWith(JDK) ? JDK : className.startsWith(OPENJSSE) ? OPENJSSE : null;
  }

  @Override
  public boolean mayWeave(String className) {
    String copy = copyOf(className);
    switch (copy == null ? "" : className.substring(copy.length())) {
      case "SSLSocketOutputRecord":
      case "SSLEngineOutputRecord":
      case "TransportContext":
      case "HandshakeContext":
      case "SSLSocketFactoryImpl":
      case "SSLSessionImpl":
      case "AppOutputStream":
      case "SSLSocketImpl":
      case "SSLSocketImpl$AppOutputStream":
      case "EngineOutputRecord":
      case "SSLEngineImpl":
        return true;
      default:
        return false;
    }
  }

  @Override
  public boolean decides(String className) {
    return className.endsWith("OutputRecord") && copyOf(className) != null;
  }

  @Override
  public Hook[] ahead() {
    boolean old =
        !JdkClasses.has(JDK + "SSLSocketOutputRecord") && JdkClasses.has(JDK + "AppOutputStream");
    return old ? OldSunJsseHooks.in(JDK) : in(JDK);
  }

  /** The current shape has classes of the same names, which only the old one splits in. */
  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    String copy = copyOf(className);
    Hook[] current = NamedHooks.of(className, in(copy));
    if (current.length > 0) {
      return current;
    }
    if (HookRegistry.mentions(classFile, NEED_TO_SPLIT)) {
      return NamedHooks.of(className, OldSunJsseHooks.in(copy));
    }
    return late ? NamedHooks.of(className, lateIn(copy)) : NONE;
  }

  /** The hooks of one copy of SunJSSE. */
  static Hook[] in(String copy) {
    return new Hook[] {
      deliver(copy + "SSLSocketOutputRecord"),
      encode(copy + "SSLEngineOutputRecord"),
      new Hook(
          copy + "TransportContext",
          "<init>",
          Hook.ANY,
          BridgeInjector.CONNECTION_NAME,
          new MethodReturn("<init>", "", told("connectionMade", THIS, field("outputRecord")))),
      new Hook(
          copy + "TransportContext",
          "finishHandshake",
          1,
          BridgeInjector.CONNECTION_NAME,
          new MethodEntry(
              "finishHandshake", "()", told("handshakeFinished", THIS, field("outputRecord")))),
      JsseHooks.layered(copy + "SSLSocketFactoryImpl"),
      JsseHooks.sessionValue(copy + "SSLSessionImpl")
    };
  }

  /**
   * Those of classes that loaded before the agent did: a record layer does not lead to its
   * connection, so for one that was made before its user tells.
   */
  private static Hook[] lateIn(String copy) {
    return new Hook[] {
      new Hook(
          copy + "SSLSocketImpl$AppOutputStream",
          "write",
          1,
          BridgeInjector.CONNECTION_NAME,
          new MethodEntry(
              "write",
              "([BII)V",
              told(
                  "connectionMade",
                  field("this$0", "conContext"),
                  field("this$0", "conContext", "outputRecord")))),
      new Hook(
          copy + "SSLEngineImpl",
          "encode",
          1,
          BridgeInjector.CONNECTION_NAME,
          new MethodEntry(
              "encode",
              "(" + SOURCES,
              told("connectionMade", field("conContext"), field("conContext", "outputRecord"))))
    };
  }

  /** Tells of a connection's owner and its record layer's object. */
  static Call told(String method, Argument owner, Argument record) {
    return new Call(method, '(' + OBJECT + OBJECT + ")V", owner, record)
        .in(BridgeInjector.CONNECTION_NAME);
  }

  /**
   * {@code SSLSocketOutputRecord.deliver}: cuts one payload of a socket into its records. The
   * payload's connection stays in a variable, so that it is looked up once.
   */
  private static Hook deliver(String className) {
    String method = "deliver";
    String given = "([BII)V";
    Argument left = new RecordArguments.Left();
    Argument length = new RecordArguments.Length();
    return new Hook(
            className,
            method,
            3,
            BridgeInjector.NAME,
            // With the library's own answer on the stack, and inside its lock.
            MethodCall.behind(
                    method,
                    given,
                    '.' + NEED_TO_SPLIT,
                    new Call(
                        "onPayload",
                        '(' + PAYLOAD + OBJECT + "IIZZZ)" + PAYLOAD,
                        Argument.KEPT,
                        THIS,
                        left,
                        length,
                        new RecordArguments.Facts()) {
                      @Override
                      protected void splice(Code code) {
                        super.splice(code);
                        code.keep();
                      }
                    })
                .optional(),
            MethodCall.behind(
                method,
                given,
                '.' + NEED_TO_SPLIT,
                new Call(
                    "needsSplit",
                    "(Z" + PAYLOAD + "II)Z",
                    Argument.RESULT,
                    Argument.KEPT,
                    left,
                    length)),
            MethodCall.behind(
                    method,
                    given,
                    '.' + NEED_TO_SPLIT,
                    new Call(
                        "reserve",
                        "(Z[BI)[B",
                        new RecordArguments.Reserved(),
                        field("buf"),
                        length) {
                      @Override
                      protected void splice(Code code) {
                        super.splice(code);
                        code.shape().member("buf").put(code);
                      }
                    })
                .optional(),
            MethodCall.insteadOf(
                method,
                given,
                STREAM + ".write([BII)V",
                new Call(
                    "write",
                    "(L" + STREAM + ";[BII" + PAYLOAD + "II)V",
                    Argument.KEPT,
                    left,
                    length)),
            MethodCall.insteadOf(
                method,
                given,
                STREAM + ".flush()V",
                new Call(
                    "flush",
                    "(L" + STREAM + ";I" + PAYLOAD + "II)V",
                    field("count"),
                    Argument.KEPT,
                    left,
                    length)))
        .keeping(BridgeInjector.CONNECTION);
  }

  /** {@code SSLEngineOutputRecord.encode}: makes the records of one {@code wrap}. */
  private static Hook encode(String className) {
    String method = "encode";
    String given = '(' + SOURCES + "Ljava/nio/ByteBuffer;)";
    return new Hook(
        className,
        method,
        2,
        BridgeInjector.NAME,
        MethodCall.behind(
            method,
            given,
            '.' + NEED_TO_SPLIT,
            new Call(
                "needsSplit",
                "(Z" + OBJECT + SOURCES + FACTS,
                Argument.RESULT,
                THIS,
                parameter(1),
                parameter(2),
                parameter(3),
                new RecordArguments.Facts())),
        // The last word on how much goes into the record that is not the first of a pair.
        MethodCall.behind(
            method,
            given,
            ".calculateFragmentSize(I)I",
            new Call("unlessApart", "(II" + OBJECT + ")I", Argument.RESULT, number(1), THIS)));
  }
}
