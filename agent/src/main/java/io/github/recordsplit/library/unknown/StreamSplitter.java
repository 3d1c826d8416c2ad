package io.github.recordsplit.library.unknown;

import io.github.recordsplit.bridge.lang.RecordSplitBridge;
import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.DestinationSpace;
import io.github.recordsplit.connection.OuterDecision;
import io.github.recordsplit.connection.PayloadFacts;
import io.github.recordsplit.connection.SplitDecider;
import io.github.recordsplit.connection.Splitter;
import io.github.recordsplit.connection.Words;
import java.io.IOException;
import java.io.OutputStream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Splits above one socket: a write of n bytes becomes one of 1 byte and one of the rest. */
public final class StreamSplitter implements Splitter {
  private final SplitDecider decider;
  private final SessionFacts facts = new SessionFacts();
  private final ConscryptSplitting ownSplitting = new ConscryptSplitting();

  private final PayloadLock lock = new PayloadLock();

  private LearnedSplitting habit;
  private boolean written;

  /** Whether a payload is out, of which a session that says nothing has told nothing. */
  private boolean taken;

  /** Whether the last decision is not kept yet. */
  private boolean foreseen;

  /** Whether a handshake ended well. */
  private volatile boolean shaken;

  /** The thread that began the first handshake, which has not ended well; 0 for none. */
  private volatile long shaking;

  /** The one of a connection. */
  static StreamSplitter of(Connection connection) {
    Splitter made = connection.splitter();
    return (StreamSplitter)
        (made != null ? made : connection.splitterOnce(new StreamSplitter(connection)));
  }

  /** A splitter for one socket, however many streams it gives out. */
  public StreamSplitter(SplitDecider decider) {
    this.decider = decider;
  }

  /**
   * The application starts a handshake.
   *
   * @param begins whether it begins, or has ended well
   */
  public void handshake(boolean begins) {
    if (!begins) {
      shaken = true;
    }
    shaking = shaken ? 0 : Thread.currentThread().getId();
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
    if (call.payload() < 1 || lock.isMine()) {
      return false;
    }
    if (OuterDecision.isActive()) {
      ownSplitting.obey(socket, OuterDecision.current(), decider);
      return false;
    }
    return lock.write(new Turn(socket, call), stream, socket);
  }

  /** What is done when it is this payload's turn. */
  private final class Turn implements PayloadLock.Payload {
    private final SSLSocket socket;
    private final Write call;

    Turn(SSLSocket socket, Write call) {
      this.socket = socket;
      this.call = call;
    }

    @Override
    public boolean write() throws IOException {
      return StreamSplitter.this.write(socket, call);
    }
  }

  private boolean write(SSLSocket socket, Write call) throws IOException {
    if (shaking == Thread.currentThread().getId()) {
      socket.startHandshake(); // failed before; as in the write itself, the application hears why
    }
    // A write completes the handshake itself before it sends anything: this is no earlier.
    RecordSplitDecision decision = decide(socket, call);
    boolean unsure = foreseen; // another payload may come first while this one waits
    boolean apart = decision == RecordSplitDecision.SPLIT_APART;
    ownSplitting.obey(socket, apart ? RecordSplitDecision.NEVER : decision, decider);
    boolean done = write(socket, call, decision, unsure);
    if (unsure) {
      keep(socket, decision.splits() ? call.payload() : 0);
    }
    return done;
  }

  private boolean write(SSLSocket socket, Write call, RecordSplitDecision decision, boolean unsure)
      throws IOException {
    switch (decision) {
      case SPLIT_APART:
        carryOut(socket, call, RecordSplitDecision.SPLIT_APART);
        return true;
      case SPLIT:
        carryOut(
            socket,
            call,
            splitsBelow(call) ? RecordSplitDecision.SPLIT : RecordSplitDecision.REFUSE);
        return true;
      case NEVER:
        carryOut(socket, call, RecordSplitDecision.NEVER);
        return true;
      case REFUSE:
        throw new SSLException(RecordSplitBridge.REFUSED);
      default:
        if (unsure) {
          call.again();
        }
        return unsure;
    }
  }

  /** A larger payload is cut by its socket before its engine sees it: 1 and one byte too few. */
  private boolean splitsBelow(Write call) {
    return habit.splits(facts.isVulnerable())
        || (habit.isOfEngine() && call.payload() <= DestinationSpace.MAX_FRAGMENT);
  }

  /** A session that says nothing may be that of a handshake which is going to fail. */
  private RecordSplitDecision decide(SSLSocket socket, Write call) {
    foreseen = false;
    try {
      look(socket);
      foreseen = !facts.isSaid() && !taken;
      if (facts.isDtls()) {
        return RecordSplitDecision.LEAVE;
      }
      if (habit == null) {
        habit = LearnedSplitting.of(call.stream()).copy();
      }
      int bits = facts.bits() | (written ? 0 : PayloadFacts.FIRST);
      written = true;
      return foreseen
          ? decider.foresee(call.payload(), bits)
          : decider.onPayload(call.payload(), bits);
    } catch (RuntimeException | Error e) {
      return decider.failed(e);
    }
  }

  private void look(SSLSocket socket) {
    if (facts.read(socket)) {
      decider.forget();
    }
  }

  /** What was decided before the socket had taken anything holds: it has now. */
  private void keep(SSLSocket socket, int split) {
    taken = true;
    try {
      look(socket);
      RecordSplitDecision unused = decider.onPayload(split, facts.bits());
    } catch (RuntimeException | Error e) {
      RecordSplitDecision unused = decider.failed(e); // the payload is out
    }
  }

  /**
   * {@link Bridge#REFUSE} stands for: nothing below splits, so it is done here, as {@link
   * Bridge#SPLIT_APART} is always.
   */
  private void carryOut(SSLSocket socket, Write call, RecordSplitDecision below)
      throws IOException {
    boolean here = below == RecordSplitDecision.SPLIT_APART || below == RecordSplitDecision.REFUSE;
    boolean steered = false;
    boolean engine = false;
    OuterDecision.enterSocket(here ? RecordSplitDecision.NEVER : below);
    try {
      if (here) {
        call.part(0, 1);
        lock.begun();
        if (below == RecordSplitDecision.SPLIT_APART) {
          call.stream().flush();
        }
        call.part(1, call.payload() - 1);
      } else if (below == RecordSplitDecision.SPLIT && ownSplitting.isPresent()) {
        firstRecordOnly(socket, call);
      } else {
        call.again();
      }
    } finally {
      engine = OuterDecision.sawEngine();
      steered = OuterDecision.leave();
    }
    if (call.payload() > 1) {
      learn(habit, steered, engine);
      learn(LearnedSplitting.of(call.stream()), steered, engine);
    }
  }

  private static void learn(LearnedSplitting habit, boolean steered, boolean engine) {
    habit.steered(steered);
    habit.ofEngine(engine);
  }

  /** Conscrypt splits every record, not every payload. */
  private void firstRecordOnly(SSLSocket socket, Write call) throws IOException {
    if (call.payload() <= DestinationSpace.MAX_FRAGMENT) {
      call.again();
      return;
    }
    call.part(0, DestinationSpace.MAX_FRAGMENT);
    lock.begun();
    OuterDecision.tell(RecordSplitDecision.NEVER);
    ownSplitting.obey(socket, RecordSplitDecision.NEVER, decider);
    call.part(DestinationSpace.MAX_FRAGMENT, call.payload() - DestinationSpace.MAX_FRAGMENT);
  }

  @Override
  public Words words() {
    return facts;
  }
}
