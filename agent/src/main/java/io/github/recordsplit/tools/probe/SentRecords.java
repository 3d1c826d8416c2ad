package io.github.recordsplit.tools.probe;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The records of application data that one end of a connection sent, by their lengths. */
final class SentRecords {
  /** The first so many are kept: a connection may last for days. */
  private static final int MOST = 4096;

  private final List<Integer> lengths = new ArrayList<>();

  /** Where the other end had sent something in between. */
  private final BitSet turns = new BitSet();

  synchronized void add(int length) {
    if (lengths.size() < MOST) {
      lengths.add(length);
    }
  }

  /** The other end has sent: what comes next is another payload. */
  synchronized void turn() {
    turns.set(lengths.size());
  }

  synchronized List<Integer> lengths() {
    return new ArrayList<>(lengths);
  }

  synchronized BitSet turns() {
    return (BitSet) turns.clone();
  }
}
