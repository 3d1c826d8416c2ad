package io.github.recordsplit.library.sunjsse;

import static io.github.recordsplit.instrument.Argument.THIS;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.Innermost;
import io.github.recordsplit.instrument.MethodEntry;

/** Where an engine of SunJSSE is given its peer's bytes. */
final class SunJsseOriginHooks extends CopyHooks {
  private static final String METHOD = "unwrap";

  SunJsseOriginHooks() {
    super(ENGINE);
  }

  @Override
  Hook[] in(String copy) {
    Call one = new Call("unwrapStarted", '(' + OBJECT + BUFFER + ")V", THIS, parameter(1));
    Call some =
        new Call("unwrapStarted", '(' + OBJECT + BUFFERS + "I)V", THIS, parameter(1), parameter(2));
    return new Hook[] {
      new Hook(
              copy + ENGINE,
              METHOD,
              1,
              BridgeInjector.CHANNEL_NAME,
              new MethodEntry(METHOD, '(' + BUFFERS + "II", some),
              new Innermost(METHOD, '(' + BUFFER, new MethodEntry(METHOD, '(' + BUFFER, one)))
          .uncounted()
    };
  }
}
