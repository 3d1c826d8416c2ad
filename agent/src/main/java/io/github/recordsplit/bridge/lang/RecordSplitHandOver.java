package io.github.recordsplit.bridge.lang;

/**
 * Where the agent lies while the classes initialise that woven code calls. Each takes it once, and
 * with the last one this is closed for good.
 */
final class RecordSplitHandOver {
  /** The classes that take it. */
  private static int left = 6;

  private static RecordSplitHooks hooks;

  /** Made by {@code BridgeInjector} before each class: constructors are all that it can see. */
  RecordSplitHandOver(RecordSplitHooks given) {
    put(given);
  }

  private static synchronized void put(RecordSplitHooks given) {
    if (left == 0) {
      throw new IllegalStateException("recordsplit: the agent was handed over");
    }
    hooks = given;
  }

  static synchronized RecordSplitHooks take() {
    RecordSplitHooks taken = hooks;
    hooks = null;
    left--;
    return taken;
  }
}
