package io.github.recordsplit.tools.probe;

/** What the length of a record says. */
interface Measure {
  /** Whether it can be the record that a sender who splits sends first. */
  boolean mayComeFirst(int length);

  /** How a payload is split that begins with such a record. */
  String style(int length);

  /** Whoever decrypts knows exactly. */
  Measure PLAIN =
      new Measure() {
        @Override
        public boolean mayComeFirst(int length) {
          return length <= 1;
        }

        @Override
        public String style(int length) {
          return length == 0 ? Splitting.ZERO_N : Splitting.ONE_N;
        }
      };
}
