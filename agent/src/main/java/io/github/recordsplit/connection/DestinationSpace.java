package io.github.recordsplit.connection;

import io.github.recordsplit.tls.RecordHeaders;
import java.nio.ByteBuffer;

/** How much of a payload fits into a destination beside what else must be in it. */
public final class DestinationSpace {
  /** What one {@code wrap} takes after the first byte: the largest fragment (RFC 5246, 6.2.1). */
  public static final int MAX_FRAGMENT = 16384;

  /** A record of one byte before one was seen: header, IV, SHA-384, and a block of padding. */
  public static final int LARGEST_SMALL = 5 + 16 + 48 + 16 + 1;

  private static final int BLOCK = 16;

  /** What a record takes beside its payload before there is a cipher. */
  private static final int HEADER = 5;

  /** Whether anything was split, be it by a flag that no rule told of. */
  private static volatile boolean forPairs;

  private int small = LARGEST_SMALL;

  /** What the engine reckons with for a record beside its payload; 0 if it does not say. */
  private int overhead;

  /** A record of one byte was seen, which took so many. */
  public void smallIs(int bytes) {
    if (!forPairs) {
      forPairs = true;
    }
    small = Math.max(bytes, 1);
  }

  /** Whether a payload may take more than its engine reckons with. */
  public static boolean isForPairs() {
    return forPairs;
  }

  /** The engine told somebody what a record takes beside its payload, at most. */
  public void overheadIs(int bytes) {
    overhead = bytes > HEADER ? bytes : 0;
  }

  /** What a pair of records takes beside the rest of its payload, at most. */
  public int forPair() {
    int seen = 2 * small + BLOCK - 2;
    return overhead == 0 ? seen : Math.min(seen, 1 + 2 * overhead);
  }

  /** Less of the rest where a server's tickets came first: what is held could wait for ever. */
  public static int besides(ByteBuffer destination, int start, int rest) {
    boolean alone = RecordHeaders.count(destination, start, destination.position()) <= 1;
    int room = destination.remaining() - LARGEST_SMALL;
    return alone || room < 1 ? rest : Math.min(rest, room);
  }
}
