package io.github.recordsplit.split.generic;

import io.github.recordsplit.split.Bridge;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Splits above one socket: a write of n bytes becomes one of 1 byte and one of the rest. */
public final class StreamSplitter {
  /** The largest fragment (RFC 5246, 6.2.1). */
  private static final int MAX_FRAGMENT = 16384;

  private final Decider decider;
  private final SessionFacts facts = new SessionFacts();
  private final OwnSplitting ownSplitting = new OwnSplitting();

  /** Writers alone take it, so that nothing that closes waits for one of them. */
  private final ReentrantLock lock = new ReentrantLock();

  private Habit habit;
  private boolean written;

  /** A splitter for one socket, however many streams it gives out. */
  public StreamSplitter(Decider decider) {
    this.decider = decider;
  }

  /**
   * A write begins.
   *
   * @param data an {@code Integer} or a {@code byte[]}, as the overload was given it
   * @param length bytes, or -1 where the overload was given none
   * @return whether it is done; if not, the stream is to go on as if it had not been asked
   * @throws IOException what the stream throws, or that this payload is refused
   */
  public boolean write(SSLSocket socket, OutputStream stream, Object data, int offset, int length)
      throws IOException {
    Write call = new Write(stream, data, offset, length);
    if (call.payload() < 1 || lock.isHeldByCurrentThread()) {
      return false;
    }
    if (Enclosing.isActive()) {
      obey(socket, Enclosing.current());
      return false;
    }
    lock.lock();
    try {
      return write(socket, call);
    } finally {
      lock.unlock();
    }
  }

  private boolean write(SSLSocket socket, Write call) throws IOException {
    // A write completes the handshake itself before it sends anything: this is no earlier.
    int decision = decide(socket, call);
    obey(socket, decision);
    switch (decision) {
      case Bridge.SPLIT:
        carryOut(socket, call, habit.splits(facts.isVulnerable()) ? Bridge.SPLIT : Bridge.REFUSE);
        return true;
      case Bridge.NEVER:
        carryOut(socket, call, Bridge.NEVER);
        return true;
      case Bridge.REFUSE:
        throw new SSLException(
            "recordsplit: this payload should be split and cannot be (on-failure=refuse)");
      default:
        return false;
    }
  }

  private int decide(SSLSocket socket, Write call) {
    try {
      if (facts.read(socket.getSession())) {
        decider.forget();
      }
      if (!facts.isSplittable()) {
        return Bridge.LEAVE;
      }
      if (habit == null) {
        habit = Habit.of(call.stream()).copy();
      }
      int bits = facts.bits() | (written ? 0 : Bridge.FIRST);
      written = true;
      return decider.onPayload(call.payload(), bits);
    } catch (RuntimeException | LinkageError e) {
      return decider.failed(e);
    }
  }

  private void obey(SSLSocket socket, int decision) {
    try {
      ownSplitting.turn(socket, decision != Bridge.NEVER);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      decider.cannot(OwnSplitting.NO_SWITCH);
    }
  }

  /** {@link Bridge#REFUSE} stands for: nothing below splits, so it is done here. */
  private void carryOut(SSLSocket socket, Write call, int below) throws IOException {
    boolean here = below == Bridge.REFUSE;
    boolean steered = false;
    Enclosing.enter(here ? Bridge.NEVER : below);
    try {
      if (here) {
        call.part(0, 1);
        call.part(1, call.payload() - 1);
      } else if (below == Bridge.SPLIT && ownSplitting.isPresent()) {
        firstRecordOnly(socket, call);
      } else {
        call.again();
      }
    } finally {
      steered = Enclosing.leave();
    }
    if (call.payload() > 1) {
      habit.steered(steered);
      Habit.of(call.stream()).steered(steered);
    }
  }

  /** Conscrypt splits every record, not every payload. */
  private void firstRecordOnly(SSLSocket socket, Write call) throws IOException {
    if (call.payload() <= MAX_FRAGMENT) {
      call.again();
      return;
    }
    call.part(0, MAX_FRAGMENT);
    Enclosing.tell(Bridge.NEVER);
    obey(socket, Bridge.NEVER);
    call.part(MAX_FRAGMENT, call.payload() - MAX_FRAGMENT);
  }
}
