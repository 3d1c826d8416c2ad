package io.github.recordsplit.feature.peeraddress;

import java.net.InetSocketAddress;

/**
 * From which address a record was last read, by its number; the newest few thousand. Where two
 * addresses sent the same record, as who repeats what it overheard does, nobody can tell whose it
 * is.
 */
final class Sightings {
  /** Of these rows each forgets its oldest by itself: a row is filled up once in thousands. */
  private static final int ROWS = 1024;

  private static final int ROW = 8;

  private static final InetSocketAddress SEVERAL = InetSocketAddress.createUnresolved("several", 0);

  private final long[] numbers = new long[ROWS * ROW];
  private final InetSocketAddress[] addresses = new InetSocketAddress[ROWS * ROW];
  private final byte[] next = new byte[ROWS];
  private final Object[] locks = new Object[64];

  Sightings() {
    for (int i = 0; i < locks.length; i++) {
      locks[i] = new Object();
    }
  }

  /** A record came from an address. */
  void add(long number, InetSocketAddress address) {
    int row = row(number);
    synchronized (lock(row)) {
      int known = find(row, number);
      if (known < 0) {
        int place = row * ROW + next[row];
        next[row] = (byte) ((next[row] + 1) % ROW);
        numbers[place] = number;
        addresses[place] = address;
      } else if (!address.equals(addresses[known])) {
        addresses[known] = SEVERAL;
      }
    }
  }

  /** The address that a record came from; null if there is none, or more than one. */
  InetSocketAddress of(long number) {
    int row = row(number);
    synchronized (lock(row)) {
      int known = find(row, number);
      return known < 0 || SEVERAL.equals(addresses[known]) ? null : addresses[known];
    }
  }

  private static int row(long number) {
    return (int) (number >>> 32) & (ROWS - 1);
  }

  private Object lock(int row) {
    return locks[row & (locks.length - 1)];
  }

  private int find(int row, long number) {
    for (int i = row * ROW; i < (row + 1) * ROW; i++) {
      if (numbers[i] == number) {
        return i;
      }
    }
    return -1;
  }
}
