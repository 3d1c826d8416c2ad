package io.github.recordsplit.library.sunjsse;

import static io.github.recordsplit.instrument.Argument.PARAMETERS;
import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.FieldWrite;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.MethodEntry;
import io.github.recordsplit.instrument.Splice;

/** Where SunJSSE copies what a handshake may offer, and where errors pass. */
final class SunJsseHandshakeHooks extends CopyHooks {
  private static final String RECEIVED = "Ljava/lang/String;ZLjava/lang/Throwable;)";

  SunJsseHandshakeHooks() {
    super(HANDSHAKE, TRANSPORT);
  }

  @Override
  public Hook[] ahead() {
    return in(SunJsseHooks.JDK);
  }

  @Override
  Hook[] in(String copy) {
    String made = "(L" + copy + "SSLContextImpl;L" + copy + "TransportContext;)V";
    return new Hook[] {
      // Once it has a configuration of its own.
      hook(
          copy + HANDSHAKE,
          "<init>",
          1,
          new FieldWrite(
              "<init>",
              made,
              "clone",
              "sslConfig",
              new Call("handshakeStarted", '(' + OBJECT + OBJECT + ")V", RESULT, parameter(2)))),
      hook(
          copy + TRANSPORT,
          "fatal",
          2,
          new MethodEntry(
              "fatal",
              "(L" + copy + "Alert;" + RECEIVED,
              new Call(
                  "connectionFailed", '(' + OBJECT + OBJECT + RECEIVED + 'V', THIS, PARAMETERS)),
          new MethodEntry(
              "closeInbound", "(", new Call("handshakeCutOff", '(' + OBJECT + ")V", THIS)))
    };
  }

  private static Hook hook(String className, String methods, int places, Splice... splices) {
    return new Hook(className, methods, places, BridgeInjector.FEATURE_NAME, splices);
  }
}
