package io.github.recordsplit.feature.outcome;

import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.fieldOfClass;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Argument;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookRegistry;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.Splice;
import io.github.recordsplit.library.sunjsse.SunJsseHooks;

/**
 * Where TLS libraries hand plaintext to the application, and where connections end. Operators are
 * told of these hooks only where they are missing: payloads are split without them.
 */
public final class OutcomeHooks implements HookTable {
  private static final String SOCKET = "SSLSocketImpl";
  private static final String ENGINE = "SSLEngineImpl";
  private static final String TRANSPORT = "TransportContext";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String RESULTS = "Ljavax/net/ssl/SSLEngineResult;";

  @Override
  public boolean mayWeave(String className) {
    String copy = SunJsseHooks.copyOf(className);
    return copy != null
        && (className.equals(copy.concat(SOCKET))
            || className.equals(copy.concat(ENGINE))
            || className.equals(copy.concat(TRANSPORT)));
  }

  /** Of the current shape of SunJSSE: the old one has classes of the same names. */
  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    String copy = SunJsseHooks.copyOf(className);
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
}
