package io.github.recordsplit.library.sunjsse;

import static io.github.recordsplit.instrument.Argument.PARAMETERS;
import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.MethodReturn;
import io.github.recordsplit.instrument.Splice;

/** Where the current shape of SunJSSE hands a record's plaintext to the application. */
final class SunJsseReadHooks extends CopyHooks {
  private static final String UNWRAP = BUFFERS + "II" + BUFFERS + "II";

  SunJsseReadHooks() {
    super(SOCKET, ENGINE);
  }

  @Override
  public Hook[] ahead() {
    return in(SunJsseHooks.JDK);
  }

  @Override
  Hook[] in(String copy) {
    return new Hook[] {
      reads(
          copy + SOCKET,
          "readApplicationRecord",
          '(' + BUFFER + ')' + BUFFER,
          new Call("nextRecord", '(' + OBJECT + BUFFER + ')' + BUFFER, THIS, PARAMETERS),
          new Call("recordRead", '(' + BUFFER + OBJECT + ')' + BUFFER, RESULT, THIS),
          closes("close")),
      reads(
          copy + ENGINE,
          "readRecord",
          '(' + UNWRAP + ')' + RESULTS,
          new Call("unwrapStarted", '(' + OBJECT + UNWRAP + ')' + RESULTS, THIS, PARAMETERS),
          new Call("unwrapFinished", '(' + RESULTS + OBJECT + ')' + RESULTS, RESULT, THIS),
          closes("closeInbound"),
          closes("closeOutbound"))
    };
  }

  private static Hook reads(
      String className, String method, String descriptor, Call begins, Call ends, Splice... more) {
    Splice[] all = new Splice[2 + more.length];
    all[0] = new MethodEntry(method, descriptor, begins);
    all[1] = new MethodReturn(method, descriptor, ends);
    System.arraycopy(more, 0, all, 2, more.length);
    return new Hook(className, method, Hook.ANY, BridgeInjector.FEATURE_NAME, all);
  }

  private static Splice closes(String method) {
    return new MethodEntry(method, "()V", new Call("closed", '(' + OBJECT + ")V", THIS));
  }
}
