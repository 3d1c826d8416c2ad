package io.github.recordsplit.benchmarks.jmh;

/** Who splits, if anybody. */
public enum Variant {
  /** No agent, the library's own protection off. */
  NONE,
  /** No agent, the library as it comes. */
  OWN,
  /** The agent leaves every connection to the library, whose own protection is as without it. */
  LEAVE,
  /** The agent splits every connection. */
  SPLIT,
  /** The agent has nothing split, against the library's own protection. */
  NEVER;

  /** The options of the agent, or null for no agent. */
  public String agentOptions() {
    return switch (this) {
      case LEAVE -> "mode=selective";
      case SPLIT -> "mode=all";
      case NEVER -> "mode=none";
      default -> null;
    };
  }
}
