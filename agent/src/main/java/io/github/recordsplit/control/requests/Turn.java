package io.github.recordsplit.control.requests;

/**
 * The words by which client and agent take turns in a slot: which request they mean, which piece of
 * its answer, and where they are with it.
 */
final class Turn {
  // A client's.
  static final int ASKED = 1;

  /** Nobody awaits the answer: it is carried out when the agent first looks. */
  static final int LATER = 2;

  static final int WITHDRAWN = 3;

  /** A piece of the answer is read. */
  static final int GOT = 4;

  // The agent's.
  static final int SEEN = 5;

  /** It was withdrawn before it was carried out. */
  static final int DROPPED = 6;

  static final int ANSWERED = 7;
  static final int DONE = 8;

  private Turn() {}

  static long word(long request, int chunk, int state) {
    return request << Integer.SIZE | (long) (chunk & 0xffffff) << Byte.SIZE | state;
  }

  static long request(long word) {
    return word >>> Integer.SIZE;
  }

  static int chunk(long word) {
    return (int) word >>> Byte.SIZE;
  }

  static int state(long word) {
    return (int) word & 0xff;
  }
}
