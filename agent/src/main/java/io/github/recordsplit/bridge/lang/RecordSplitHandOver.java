package io.github.recordsplit.bridge.lang;

/**
 * Where the agent lies while {@link RecordSplitAgent} initialises, which takes it; then this is
 * closed for good.
 */
final class RecordSplitHandOver {
  private static RecordSplitHooks hooks;
  private static boolean closed;

  /** Made by {@code BridgeInjector}: constructors are all that it can see. */
  RecordSplitHandOver(RecordSplitHooks given) {
    put(given);
  }

  private static synchronized void put(RecordSplitHooks given) {
    if (closed) {
      throw new IllegalStateException("recordsplit: the agent was handed over");
    }
    hooks = given;
  }

  static synchronized RecordSplitHooks take() {
    RecordSplitHooks taken = hooks;
    hooks = null;
    closed = true;
    return taken;
  }
}
