package io.github.recordsplit.instrument;

import io.github.recordsplit.bridge.BridgeInjector;

/** Hooks of what all providers of JSSE have. */
public final class JsseHooks {
  private static final String NAMED = "Ljava/lang/String;I";

  private JsseHooks() {}

  /**
   * A session's {@code putValue} and {@code removeValue}, by which code sends the flag itself.
   * After the value is bound: a payload that asked before would not ask again.
   */
  public static Hook sessionValue(String className) {
    Call call = new Call("sessionValueChanged", "(Ljava/lang/String;)V", Argument.parameter(1));
    return new Hook(
        className,
        "putValue",
        Hook.ANY,
        BridgeInjector.CONNECTION_NAME,
        new MethodReturn("putValue", "", call),
        new MethodReturn("removeValue", "", call));
  }

  /**
   * Where a factory puts a socket over another one: only here is the port known that the
   * application named.
   */
  public static Hook layered(String className) {
    return new Hook(
        className,
        "createSocket",
        1,
        BridgeInjector.CONNECTION_NAME,
        new MethodReturn(
            "createSocket",
            "(Ljava/net/Socket;" + NAMED + "Z)Ljava/net/Socket;",
            new Call(
                "socketLayered",
                "(Ljava/lang/Object;Ljava/lang/Object;" + NAMED + ")V",
                Argument.RESULT,
                Argument.parameter(1),
                Argument.parameter(2),
                Argument.parameter(3))));
  }
}
