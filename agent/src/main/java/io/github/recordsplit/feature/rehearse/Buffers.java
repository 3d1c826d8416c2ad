package io.github.recordsplit.feature.rehearse;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The buffers of one {@code unwrap} on one side, and where they stood when it began. */
public final class Buffers {
  private final ByteBuffer[] buffers;
  private final int[] positions;
  private final int[] limits;

  /** Some of an array, as the engine was given them. */
  public Buffers(ByteBuffer[] all, int offset, int length) {
    buffers = Arrays.copyOfRange(all, offset, offset + length);
    positions = new int[length];
    limits = new int[length];
    for (int i = 0; i < length; i++) {
      positions[i] = buffers[i].position();
      limits[i] = buffers[i].limit();
    }
  }

  /** Leaves no more than so many bytes, until {@link #unlimit}. */
  void limit(int most) {
    int left = most;
    for (ByteBuffer buffer : buffers) {
      int length = Math.min(buffer.remaining(), left);
      buffer.limit(buffer.position() + length);
      left -= length;
    }
  }

  void unlimit() {
    for (int i = 0; i < buffers.length; i++) {
      buffers[i].limit(limits[i]);
    }
  }

  boolean isReadOnly() {
    for (ByteBuffer buffer : buffers) {
      if (buffer.isReadOnly()) {
        return true;
      }
    }
    return false;
  }

  int remaining() {
    long all = 0;
    for (ByteBuffer buffer : buffers) {
      all += buffer.remaining();
    }
    return (int) Math.min(all, Integer.MAX_VALUE);
  }

  /** At most so many bytes from here, without moving. */
  byte[] peek(int most) {
    byte[] bytes = new byte[Math.min(most, remaining())];
    int at = 0;
    for (ByteBuffer buffer : buffers) {
      ByteBuffer view = buffer.duplicate();
      int length = Math.min(view.remaining(), bytes.length - at);
      view.get(bytes, at, length);
      at += length;
    }
    return bytes;
  }

  /** So many bytes from where they stood, without moving. */
  byte[] written(int count) {
    int[] now = new int[buffers.length];
    for (int i = 0; i < now.length; i++) {
      now[i] = buffers[i].position();
    }
    rewind();
    byte[] bytes = peek(count);
    for (int i = 0; i < now.length; i++) {
      buffers[i].position(now[i]);
    }
    return bytes;
  }

  void skip(int count) {
    int left = count;
    for (ByteBuffer buffer : buffers) {
      int length = Math.min(buffer.remaining(), left);
      buffer.position(buffer.position() + length);
      left -= length;
    }
  }

  void put(byte[] bytes) {
    int at = 0;
    for (ByteBuffer buffer : buffers) {
      int length = Math.min(buffer.remaining(), bytes.length - at);
      buffer.put(bytes, at, length);
      at += length;
    }
  }

  /** Puts bytes in the place of the next ones, without moving. */
  void overwrite(byte[] bytes) {
    int at = 0;
    for (ByteBuffer buffer : buffers) {
      ByteBuffer view = buffer.duplicate();
      int length = Math.min(view.remaining(), bytes.length - at);
      view.put(bytes, at, length);
      at += length;
    }
  }

  /** Goes back to where they stood. */
  void rewind() {
    for (int i = 0; i < buffers.length; i++) {
      buffers[i].position(positions[i]);
    }
  }

  /** Leaves only the first of the bytes that were put in, and these in the place of all. */
  void keepFirst(byte[] instead) {
    rewind();
    put(instead);
    rewind();
    skip(1);
  }
}
