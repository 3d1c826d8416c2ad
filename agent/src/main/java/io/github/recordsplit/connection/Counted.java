package io.github.recordsplit.connection;

import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.Inventory;
import io.github.recordsplit.observe.inventory.Tracked;
import java.lang.ref.ReferenceQueue;

/** What of a connection is counted, and as what. */
abstract class Counted extends Identity implements Tracked {
  private static final byte COUNTED = 1;

  /** An engine that its socket's connection stands for. */
  private static final byte ENCLOSED = 2;

  private static final byte CLOSED = 4;

  private ConnectionKind kind;

  /** In a dry run, those that would be. Under the record layer's lock. */
  long payloadsSplit;

  /** Bits, which are set under the inventory's lock. */
  private byte standing;

  /** Makes one that does not count yet, as {@link Identity} does. */
  Counted(
      Library library,
      Object owner,
      Object record,
      StackTraceElement[] seen,
      ReferenceQueue<Object> collected) {
    super(library, owner, record, seen, collected);
  }

  abstract Inventory inventory();

  /** Whether hooks of its own steer its library. */
  abstract boolean isSteered();

  /** Whether its library's fields say that nothing can leave on it any more. */
  abstract boolean isClosed();

  /** Its handshake is finished. */
  public final void shaken() {
    madeOf(null);
  }

  /**
   * Its handshake is finished.
   *
   * @param below the connection that it is made of, or null
   */
  public final void madeOf(Counted below) {
    Handshaking.shaken(this);
    if (below != null) {
      sharesPlaces(below);
    }
    if (below == null || below.kind != null) { // then it has payloads of its own
      inventory().shaken(this);
    } else {
      inventory().enclosed(below, this);
      below.set(ENCLOSED, !below.isSteered()); // a steered one stands for itself
    }
  }

  /** Its library has no fields to tell that nothing can leave on it any more. */
  public final void closed() {
    set(CLOSED, true);
  }

  final boolean isEnclosed() {
    return is(ENCLOSED);
  }

  private boolean is(byte bit) {
    return (standing & bit) != 0;
  }

  private void set(byte bit, boolean on) {
    synchronized (inventory()) {
      standing = (byte) (on ? standing | bit : standing & ~bit);
    }
  }

  @Override
  public final boolean isCounted() {
    return is(COUNTED);
  }

  @Override
  public final void counted(boolean counts) {
    set(COUNTED, counts);
  }

  @Override
  public final boolean isOpen() {
    return !is(CLOSED) && !isClosed();
  }

  @Override
  public final ConnectionKind kind() {
    return kind;
  }

  @Override
  public final void kind(ConnectionKind now) {
    kind = now;
  }

  @Override
  public final long payloadsSplit() {
    return payloadsSplit;
  }

  @Override
  public final long takePayloadsSplit() {
    long taken = payloadsSplit;
    payloadsSplit = 0;
    return taken;
  }
}
