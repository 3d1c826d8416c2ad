package io.github.recordsplit.bridge.lang;

/** The agent, for the classes that woven code calls: the JIT folds it, and nobody replaces it. */
final class RecordSplitAgent {
  static final RecordSplitHooks HOOKS = RecordSplitHandOver.take();

  private RecordSplitAgent() {}

  /** A failure of the agent's own: what becomes of the payload that it met. */
  static RecordSplitDecision onFailure(Throwable t) {
    try {
      return HOOKS.onPayloadFailure(t);
    } catch (Throwable worse) {
      return RecordSplitDecision.LEAVE; // no stack or no heap is left to say so
    }
  }
}
