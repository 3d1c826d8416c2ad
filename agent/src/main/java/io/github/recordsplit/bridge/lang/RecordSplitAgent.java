package io.github.recordsplit.bridge.lang;

/** The agent, for the classes that woven code calls: the JIT folds it, and nobody replaces it. */
final class RecordSplitAgent {
  static final RecordSplitHooks HOOKS = RecordSplitHandOver.take();

  private RecordSplitAgent() {}
}
