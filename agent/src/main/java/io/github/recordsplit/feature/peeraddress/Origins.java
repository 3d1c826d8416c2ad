package io.github.recordsplit.feature.peeraddress;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Which address the bytes came from that an engine is given: the one whose channel was read when
 * the same record came. Neither the thread nor the memory matters, as servers hand both around, and
 * memory that was read into once is copied into later.
 */
final class Origins {
  /**
   * Bytes before a read that may belong to the same record: its header may have been read alone,
   * but the read has all that the record is known by.
   */
  private static final int HEAD = 11;

  private final RecordStart starts;
  private final Sightings sightings = new Sightings();

  /**
   * Nothing was read yet.
   *
   * @param secret any number; who knows it could make records that are taken for others
   */
  public Origins(long secret) {
    starts = new RecordStart(secret);
  }

  /** A read from an address has filled a buffer up to its position, with so many bytes. */
  public void read(InetSocketAddress from, ByteBuffer buffer, int count) {
    int end = buffer.position();
    int start = end - count;
    add(starts.of(buffer, start, end), from);
    if (start > 0 && start < HEAD) {
      add(starts.of(buffer, 0, end), from);
    }
  }

  /** The same with several buffers, where it is plain which bytes are new. */
  public void read(
      InetSocketAddress from, ByteBuffer[] buffers, int offset, int length, int count) {
    if (length == 1 || buffers[offset].hasRemaining()) {
      read(from, buffers[offset], count);
      return;
    }
    int filled = 0;
    for (int i = offset; i < offset + length; i++) {
      filled += buffers[i].position();
    }
    if (filled == count) { // else there were bytes before, and nobody knows where
      ByteBuffer start = ByteBuffer.allocate(RecordStart.LONGEST);
      for (int i = offset; i < offset + length; i++) {
        copy(buffers[i], 0, buffers[i].position(), start);
      }
      add(starts.of(start, 0, start.position()), from);
    }
  }

  private void add(long number, InetSocketAddress from) {
    if (number != RecordStart.NONE) {
      sightings.add(number, from);
    }
  }

  /** Where the bytes came from that a buffer has left, or null. */
  public InetSocketAddress of(ByteBuffer source) {
    return source == null ? null : of(starts.of(source, source.position(), source.limit()));
  }

  private InetSocketAddress of(long number) {
    return number == RecordStart.NONE ? null : sightings.of(number);
  }

  /** Where the bytes came from that buffers have left, from one of them on; or null. */
  public InetSocketAddress of(ByteBuffer[] sources, int offset) {
    int first = offset;
    while (first >= 0 && first < sources.length && isEmpty(sources[first])) {
      first++;
    }
    if (first < 0 || first >= sources.length) {
      return null;
    }
    boolean last = first == sources.length - 1;
    if (last || sources[first].remaining() >= RecordStart.LONGEST) {
      return of(sources[first]);
    }
    ByteBuffer start = ByteBuffer.allocate(RecordStart.LONGEST);
    for (int i = first; i < sources.length; i++) {
      if (!isEmpty(sources[i])) {
        copy(sources[i], sources[i].position(), sources[i].limit(), start);
      }
    }
    return of(starts.of(start, 0, start.position()));
  }

  private static boolean isEmpty(ByteBuffer buffer) {
    return buffer == null || !buffer.hasRemaining();
  }

  private static void copy(ByteBuffer source, int from, int to, ByteBuffer target) {
    for (int i = from; i < to && target.hasRemaining(); i++) {
      target.put(source.get(i));
    }
  }
}
