package io.github.recordsplit.library.sunjsse;

import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.fieldOfClass;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Argument;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookRegistry;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.Splice;

/**
 * Where the current shape of SunJSSE hears from the peer, and ends connections. Operators are told
 * of these hooks only where they are missing: payloads are split without them.
 */
final class SunJsseAnswerHooks extends CopyHooks {
  private static final String RECEIVED = "Ljava/lang/String;ZLjava/lang/Throwable;)";

  SunJsseAnswerHooks() {
    super(SOCKET, ENGINE, TRANSPORT);
  }

  /** The old shape has classes of the same names. */
  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    boolean old = !className.endsWith(TRANSPORT) && !HookRegistry.mentions(classFile, "conContext");
    return old ? NONE : super.hooks(className, classFile, late);
  }

  @Override
  Hook[] in(String copy) {
    Argument record = fieldOfClass("conContext", "outputRecord");
    Argument ownRecord = fieldOfClass("outputRecord");
    return new Hook[] {
      hook(
          copy + SOCKET,
          "readApplicationRecord",
          new MethodReturn(
              "readApplicationRecord",
              '(' + BUFFER + ')' + BUFFER,
              new Call("socketRead", '(' + BUFFER + OBJECT + ")V", RESULT, record)),
          enter("handleEOF", "(", "endOfStream", record),
          enter("close", "()V", "closed", record)),
      hook(
          copy + ENGINE,
          "readRecord",
          new MethodReturn(
              "readRecord",
              "([",
              new Call("engineRead", '(' + RESULTS + OBJECT + ")V", RESULT, record)),
          enter("closeInbound", "()V", "endOfStream", record),
          enter("closeOutbound", "()V", "closed", record)),
      hook(
          copy + TRANSPORT,
          "closeInbound",
          new MethodEntry(
              "fatal",
              "(L" + copy + "Alert;" + RECEIVED,
              new Call(
                  "failed",
                  '(' + OBJECT + OBJECT + RECEIVED + 'V',
                  ownRecord,
                  parameter(1),
                  parameter(2),
                  parameter(3),
                  parameter(4))),
          enter("closeInbound", "()V", "inboundClosed", ownRecord))
    };
  }

  private static Hook hook(String className, String methods, Splice... splices) {
    return new Hook(className, methods, Hook.ANY, BridgeInjector.OUTCOME_NAME, splices).uncounted();
  }

  private static Splice enter(String method, String start, String call, Argument record) {
    return new MethodEntry(method, start, new Call(call, '(' + OBJECT + ")V", record));
  }
}
