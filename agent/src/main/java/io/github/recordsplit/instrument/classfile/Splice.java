package io.github.recordsplit.instrument.classfile;

/** Instructions that come between others, or in place of one. */
final class Splice {
  final Snippet snippet;

  /** Whether it takes the place of the instruction that it stands before. */
  final boolean replaces;

  /** Whether who jumps to the instruction behind it goes past it. */
  final boolean entry;

  /** Whether it is the start of a method and branches to its own last instruction. */
  final boolean branches;

  /**
   * With what on the operand stack it branches: null for nothing, "" for an int, else the internal
   * name of a class.
   */
  final String answer;

  private Splice(
      Snippet snippet, boolean replaces, boolean entry, boolean branches, String answer) {
    this.snippet = snippet;
    this.replaces = replaces;
    this.entry = entry;
    this.branches = branches;
    this.answer = answer;
  }

  static Splice before(Snippet snippet) {
    return new Splice(snippet, false, false, false, null);
  }

  static Splice instead(Snippet snippet) {
    return new Splice(snippet, true, false, false, null);
  }

  static Splice entry(Snippet snippet) {
    return new Splice(snippet, false, true, false, null);
  }

  static Splice branching(Snippet snippet, String answer) {
    return new Splice(snippet, false, true, true, answer);
  }
}
