package io.github.recordsplit.apps;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Payloads that tell whose they are, and what became of them on one connection: each must arrive in
 * the records that one or the other decision makes of it, whole or as one byte and the rest, and
 * nothing in between.
 */
final class Stamped {
  private static final int RECORD = 16384;
  private static final int HEADER = 10;
  private static final byte ALONE = -1;

  /** BouncyCastle's own protection, where it is left alone, cuts each fragment. */
  private static final boolean CUTS_FRAGMENTS =
      System.getProperty("apps.provider", "").contains("bouncycastle");

  private final int[] next;
  private final boolean large;
  private byte[] payload = new byte[0];
  private int came;
  private boolean cut;
  private final AtomicLong split = new AtomicLong();
  private final AtomicLong whole = new AtomicLong();

  /**
   * Nothing was received yet.
   *
   * @param large whether payloads may be larger than a record
   */
  Stamped(int writers, boolean large) {
    next = new int[writers];
    this.large = large;
  }

  /** Writer, number, length, then what follows from them; some are of one byte. */
  byte[] payload(int writer, int number) {
    Random random = new Random(31L * writer + number);
    int kind = random.nextInt(64);
    if (kind == 0) {
      return new byte[] {ALONE};
    }
    int most = kind == 1 ? large ? 3 * RECORD : RECORD - HEADER : 400;
    byte[] bytes = new byte[HEADER + random.nextInt(most)];
    random.nextBytes(bytes);
    ByteBuffer.wrap(bytes).putShort((short) writer).putInt(number).putInt(bytes.length);
    return bytes;
  }

  /** Takes the records that an endpoint has received since. */
  void take(Endpoint peer) {
    byte[] all = peer.received();
    int at = 0;
    for (int length : peer.plainLengths) {
      record(Arrays.copyOfRange(all, at, at + length));
      at += length;
    }
    peer.mark();
  }

  private void record(byte[] plain) {
    require(plain.length > 0, "an empty record");
    boolean first = came == 0;
    if (first && plain[0] == ALONE) {
      require(plain.length == 1, "more than a payload of one byte");
      return;
    }
    if (first && plain.length == 1) {
      cut = true;
      payload = plain;
      came = 1;
      return;
    }
    if (came <= 1) {
      begin(plain);
    } else {
      require(came + plain.length <= payload.length, "a record of two payloads");
      System.arraycopy(plain, 0, payload, came, plain.length);
      came += plain.length;
    }
    if (came < payload.length) {
      require(plain.length == RECORD || cutsFragment(plain), "nobody cuts here: " + plain.length);
    } else {
      complete();
    }
  }

  private boolean cutsFragment(byte[] plain) {
    return CUTS_FRAGMENTS && cut && plain.length == 1 && came % (RECORD + 1) == 1;
  }

  /** The record with the header, or all of it but its first byte. */
  private void begin(byte[] plain) {
    byte[] start = Arrays.copyOf(payload, came + plain.length);
    System.arraycopy(plain, 0, start, came, plain.length);
    require(start.length >= HEADER, "half a header");
    came = start.length;
    int length = ByteBuffer.wrap(start).getInt(HEADER - 4);
    require(came <= length, "more than a payload in a record");
    payload = Arrays.copyOf(start, length);
  }

  private void complete() {
    ByteBuffer header = ByteBuffer.wrap(payload);
    int writer = header.getShort();
    int number = header.getInt();
    require(writer < next.length, "no such writer");
    while (next[writer] < number && payload(writer, next[writer]).length == 1) {
      next[writer]++;
    }
    require(number == next[writer]++, "lost, twice or out of order");
    require(Arrays.equals(payload, payload(writer, number)), "another's bytes in it");
    (cut ? split : whole).incrementAndGet();
    cut = false;
    came = 0;
  }

  /** Nothing is on its way. */
  void rest() {
    require(!isHalf(), "half a payload");
  }

  /** Whether some of a payload came, and not its rest. */
  boolean isHalf() {
    return came > 0;
  }

  /** All that was sent came. */
  void end(int writer, int sent) {
    while (next[writer] < sent && payload(writer, next[writer]).length == 1) {
      next[writer]++;
    }
    require(next[writer] == sent, "writer " + writer + " sent " + sent);
  }

  long split() {
    return split.get();
  }

  long whole() {
    return whole.get();
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise + ", " + came + " bytes of a payload had come");
    }
  }
}
