package io.github.recordsplit.feature.outcome;

import static io.github.recordsplit.instrument.Argument.CLASS_NAME;
import static io.github.recordsplit.instrument.Argument.PARAMETERS;
import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;
import static io.github.recordsplit.instrument.Argument.fieldOfClass;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Argument;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.FoundHooks;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookRegistry;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.Splice;
import io.github.recordsplit.library.bctls.BcTlsHooks;
import io.github.recordsplit.library.sunjsse.SunJsseHooks;
import io.github.recordsplit.library.unknown.Discovery;

/**
 * Where TLS libraries hand plaintext to the application, and where connections end. Operators are
 * told of these hooks only where they are missing: payloads are split without them.
 */
public final class OutcomeHooks implements HookTable, FoundHooks {
  private static final String SOCKET = "SSLSocketImpl";
  private static final String ENGINE = "SSLEngineImpl";
  private static final String TRANSPORT = "TransportContext";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String INPUT = "Ljava/io/InputStream;";
  private static final String RESULTS = "Ljavax/net/ssl/SSLEngineResult;";

  private final Discovery discovery;

  /** The hooks; those of TLS libraries that no table names as well. */
  public OutcomeHooks(Discovery discovery) {
    this.discovery = discovery;
  }

  @Override
  public boolean mayWeave(String className) {
    String copy = SunJsseHooks.copyOf(className);
    return copy == null
        ? className.equals(BcTlsHooks.PROTOCOL)
        : (className.equals(copy.concat(SOCKET))
            || className.equals(copy.concat(ENGINE))
            || className.equals(copy.concat(TRANSPORT)));
  }

  /** Of the current shape of SunJSSE: the old one has classes of the same names. */
  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    String copy = SunJsseHooks.copyOf(className);
    if (copy == null) {
      return new Hook[] {bcTls()};
    }
    boolean old = !className.endsWith(TRANSPORT) && !HookRegistry.mentions(classFile, "conContext");
    return old ? NONE : SunJsseHooks.of(className, in(copy));
  }

  private static Hook[] in(String copy) {
    Argument record = fieldOfClass("conContext", "outputRecord");
    String received = "Ljava/lang/String;ZLjava/lang/Throwable;)";
    return new Hook[] {
      hook(
          copy + SOCKET,
          "readApplicationRecord",
          Hook.ANY,
          new MethodReturn(
              "readApplicationRecord",
              '(' + BUFFER + ')' + BUFFER,
              new Call("socketRead", '(' + BUFFER + OBJECT + ")V", RESULT, record)),
          enter("handleEOF", "(", "endOfStream", record),
          enter("close", "()V", "closed", record)),
      hook(
          copy + ENGINE,
          "readRecord",
          Hook.ANY,
          new MethodReturn(
              "readRecord",
              "([",
              new Call("engineRead", '(' + RESULTS + OBJECT + ")V", RESULT, record)),
          enter("closeInbound", "()V", "endOfStream", record),
          enter("closeOutbound", "()V", "closed", record)),
      hook(
          copy + TRANSPORT,
          "closeInbound",
          Hook.ANY,
          new MethodEntry(
              "fatal",
              "(L" + copy + "Alert;" + received,
              new Call(
                  "failed",
                  '(' + OBJECT + OBJECT + received + 'V',
                  fieldOfClass("outputRecord"),
                  parameter(1),
                  parameter(2),
                  parameter(3),
                  parameter(4))),
          enter("closeInbound", "()V", "inboundClosed", fieldOfClass("outputRecord")))
    };
  }

  private static Hook hook(String className, String methods, int places, Splice... splices) {
    return new Hook(className, methods, places, BridgeInjector.OUTCOME_NAME, splices).uncounted();
  }

  private static Splice enter(String method, String start, String call, Argument record) {
    return new MethodEntry(method, start, new Call(call, '(' + OBJECT + ")V", record));
  }

  /** {@code TlsProtocol}; what only some lines have is optional. */
  private static Hook bcTls() {
    String failed = "Ljava/lang/String;Ljava/lang/Throwable;)V";
    return hook(
        BcTlsHooks.PROTOCOL,
        "processRecord",
        2,
        given("processRecord", "S[BII)V", "bcRead"),
        given("handleClose", "Z)V", "bcClosed"),
        given("handleAlertMessage", "SS)V", "bcAlert").optional(),
        given("handleException", 'S' + failed, "bcFailed").optional(),
        given("failWithError", "SS" + failed, "bcFailed").optional(),
        given("handleFailure", ")V", "bcFailed").optional());
  }

  /** A call that is given what the method is. */
  private static Splice given(String method, String parameters, String call) {
    String descriptor = '(' + OBJECT + parameters;
    return new MethodEntry(
        method,
        '(' + parameters,
        parameters.equals(")V")
            ? new Call(call, descriptor, THIS)
            : new Call(call, descriptor, THIS, PARAMETERS));
  }

  @Override
  public Hook[] hooks(Class<?> loaded, String className) {
    return discovery.isFound(loaded) ? new Hook[] {found(className)} : NONE;
  }

  /** An engine, a socket or a stream: each may have any of these methods, or none. */
  private static Hook found(String className) {
    String some = '[' + BUFFER;
    return hook(
        className,
        "unwrap",
        0,
        unwrap(BUFFER + BUFFER),
        unwrap(BUFFER + some),
        unwrap(BUFFER + some + "II"),
        unwrap(some + some),
        unwrap(some + "II" + some + "II"),
        enter("closeInbound", "()V", "inboundEnds", THIS).optional(),
        enter("closeOutbound", "()V", "otherClosed", THIS).optional(),
        enter("close", "()V", "otherClosed", THIS).optional(),
        read(")I", "readByte"),
        read("[B)I", "readBytes"),
        read("[BII)I", "readBytes"),
        new MethodReturn(
                "getInputStream",
                "()" + INPUT,
                new Call(
                    "inputGiven",
                    '(' + INPUT + OBJECT + "Ljava/lang/String;)V",
                    RESULT,
                    THIS,
                    CLASS_NAME))
            .optional());
  }

  private static Splice unwrap(String parameters) {
    Call call = new Call("unwrapped", '(' + RESULTS + OBJECT + ")V", RESULT, THIS);
    return new MethodReturn("unwrap", '(' + parameters + ')' + RESULTS, call).optional();
  }

  private static Splice read(String parameters, String call) {
    return new MethodReturn(
            "read", '(' + parameters, new Call(call, "(I" + OBJECT + ")V", RESULT, THIS))
        .optional();
  }
}
