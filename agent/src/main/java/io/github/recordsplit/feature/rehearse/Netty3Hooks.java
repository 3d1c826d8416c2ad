package io.github.recordsplit.feature.rehearse;

import static io.github.recordsplit.instrument.Argument.RESULT;
import static io.github.recordsplit.instrument.Argument.THIS;
import static io.github.recordsplit.instrument.Argument.parameter;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.instrument.Call;
import io.github.recordsplit.instrument.FoundHooks;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.MethodReturn;

/** Where Netty 3 hands a record's plaintext to the next handler: see {@link Netty3}. */
public final class Netty3Hooks implements FoundHooks {
  /** How the binary name of its handler ends, in any copy. */
  public static final String HANDLER = Netty3.HANDLER;

  private static final String INTERNAL = HANDLER.replace('.', '/');
  private static final String OBJECT = "Ljava/lang/Object;";

  /** None is counted: most JVMs have no Netty 3. */
  @Override
  public Hook[] hooks(Class<?> loaded, String className) {
    if (!className.endsWith(INTERNAL)) {
      return HookTable.NONE;
    }
    Call call =
        new Call(
            "frameDecoded",
            '(' + OBJECT + OBJECT + OBJECT + ')' + OBJECT,
            RESULT,
            THIS,
            parameter(1));
    return new Hook[] {
      new Hook(
              className,
              "decode",
              Hook.ANY,
              BridgeInjector.FEATURE_NAME,
              new MethodReturn("decode", "(", call))
          .uncounted()
    };
  }
}
