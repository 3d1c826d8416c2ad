package io.github.recordsplit.library.unknown;

import static javax.net.ssl.SSLEngineResult.Status.BUFFER_OVERFLOW;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.DestinationSpace;
import io.github.recordsplit.connection.OuterDecision;
import io.github.recordsplit.connection.SplitDecider;
import io.github.recordsplit.connection.Splitter;
import io.github.recordsplit.connection.Words;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * Splits above one engine: a {@code wrap} of n bytes becomes one of 1 byte and one of the rest,
 * with one result. The first is made into the caller's own destination with its whole room, so
 * whatever the engine has to do before data (handshake, alert, overflow) is just what it would have
 * done. What does not fit into the destination is held, and handed out by the next calls.
 */
public final class EngineSplitter implements Splitter {
  private final SplitDecider decider;
  private final EngineDecision decision;
  private final SessionFacts facts;
  private final Pair pair;
  private final ConscryptSplitting ownSplitting = new ConscryptSplitting();

  /** Only ever tried: JSSE forbids two calls of {@code wrap} at once, so nobody is to wait. */
  private final ReentrantLock lock = new ReentrantLock();

  /** The one of a connection. */
  static EngineSplitter of(Connection connection) {
    Splitter made = connection.splitter();
    return (EngineSplitter)
        (made != null ? made : connection.splitterOnce(new EngineSplitter(connection)));
  }

  /** A splitter for one engine. */
  public EngineSplitter(SplitDecider decider) {
    this.decider = decider;
    decision = new EngineDecision(decider);
    facts = decision.facts();
    pair = new Pair(decider, decision);
  }

  /** Whether bytes wait for a later {@code wrap}; then the engine is not done, whatever it says. */
  boolean isHolding() {
    return pair.held.isHolding() && !OuterDecision.isActive();
  }

  /** What a next payload takes beside the one record that its engine reckons with. */
  public int room(SSLEngine engine, int overhead) {
    if (lock.isHeldByCurrentThread() || !lock.tryLock()) {
      return 0; // a part of a pair has what it needs
    }
    try {
      pair.room.overheadIs(overhead);
      return pair.held.isHolding() ? pair.held.left() : decision.isPairNext(engine) ? overhead : 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A {@code wrap} begins.
   *
   * @param sources a buffer or an array of buffers
   * @param length buffers of the array, or -1 where the overload was given none
   * @return its result, or null if the engine is to go on as if it had not been asked
   * @throws SSLException what the engine throws, or that this payload is refused
   */
  public SSLEngineResult wrap(
      SSLEngine engine, Object sources, int offset, int length, ByteBuffer destination)
      throws SSLException {
    if (lock.isHeldByCurrentThread() || !lock.tryLock()) {
      return null;
    }
    try {
      Wrap call = new Wrap(engine, sources, offset, length, destination);
      if (OuterDecision.isActive()) {
        pair.room = OuterDecision.room() == null ? pair.room : OuterDecision.room();
        ownSplitting.obey(engine, OuterDecision.current(), decider);
        return call.isProper() ? wrapForSocket(engine, call) : null;
      }
      return call.isProper() ? wrap(engine, call) : null;
    } finally {
      lock.unlock();
    }
  }

  private SSLEngineResult wrap(SSLEngine engine, Wrap call) throws SSLException {
    if (pair.held.isHolding()) {
      return pair.held.drain(engine, call.destination);
    }
    int payload = call.remaining();
    if (payload == 0) {
      return facts.isProven() && decision.hasWritten() ? null : seen(call);
    }
    if (pair.restFollows) {
      ownSplitting.obey(engine, RecordSplitDecision.NEVER, decider);
      return whole(engine, call, RecordSplitDecision.NEVER);
    }
    RecordSplitDecision due = decision.on(engine, payload);
    ownSplitting.obey(
        engine, due == RecordSplitDecision.SPLIT_APART ? RecordSplitDecision.NEVER : due, decider);
    SSLEngineResult result = wrap(engine, call, payload, due);
    if (decision.isForeseen() && result != null && result.bytesConsumed() > 0) {
      decision.keep(engine, due.splits() ? payload : 0);
    }
    return result;
  }

  private SSLEngineResult wrap(SSLEngine engine, Wrap call, int payload, RecordSplitDecision due)
      throws SSLException {
    switch (due) {
      case SPLIT:
        return split(engine, call, payload, facts.packet());
      case SPLIT_APART:
        return apart(engine, call);
      case NEVER:
        return whole(engine, call, RecordSplitDecision.NEVER);
      case REFUSE:
        throw Pair.refusal("status says why");
      default:
        return decision.isForeseen() ? seen(call) : null;
    }
  }

  /** As it is, but what it makes is looked at: a handshake, or who knows. */
  private SSLEngineResult seen(Wrap call) throws SSLException {
    int start = call.destination.position();
    SSLEngineResult result = call.again(pair.room);
    facts.made(call.destination, start);
    return result;
  }

  /**
   * A payload of a socket that is made of this engine. A socket may not come back for what is held,
   * so the pair takes no more than there is room for.
   */
  private SSLEngineResult wrapForSocket(SSLEngine engine, Wrap call) throws SSLException {
    if (pair.held.isHolding()) {
      return pair.held.drain(engine, call.destination);
    }
    int payload = call.remaining();
    if (payload == 0
        || OuterDecision.decisionForEngine() != RecordSplitDecision.SPLIT
        || payload == 1
        || splitsAlone(engine)) {
      pair.restFollows = false;
      return null;
    }
    int rest = Math.min(payload - 1, call.destination.remaining() - pair.room.forPair());
    if (rest < 1) {
      refuseIfDue("its socket gives its engine less room than two records need");
      return null;
    }
    int most = Math.min(rest, DestinationSpace.MAX_FRAGMENT);
    SSLEngineResult result = pair.split(engine, call, most, facts.packet());
    if (result.bytesConsumed() > 0) {
      OuterDecision.tell(
          RecordSplitDecision.NEVER); // the socket may need more calls for the rest of its payload
    }
    return result;
  }

  /** Whether nothing is to be done here: also where the engine does not say what it is. */
  private boolean splitsAlone(SSLEngine engine) {
    try {
      return pair.restFollows
          || decision.isDtls(engine)
          || decision.habit().splits(facts.isVulnerable());
    } catch (RuntimeException | Error e) {
      decider.failed(e);
      return true;
    }
  }

  private void refuseIfDue(String why) throws SSLException {
    if (decider.cannot(RecordSplitDecision.SPLIT, why)) {
      throw Pair.refusal(why);
    }
  }

  /** In one call: nothing is to be split, or what is below splits, or the first byte is out. */
  private SSLEngineResult whole(SSLEngine engine, Wrap call, RecordSplitDecision due)
      throws SSLException {
    int start = call.destination.position();
    int sure = call.sureOfFirst();
    boolean steered = false;
    SSLEngineResult result;
    OuterDecision.enter(due, pair.room);
    try {
      result = call.again();
    } finally {
      steered = OuterDecision.leave();
    }
    facts.made(call.destination, start);
    if (result.bytesConsumed() > 0) {
      int sign = Sign.of(call.destination, start, sure);
      RecordSplitDecision meant = pair.restFollows ? null : due;
      decision.learnOfWhole(engine, steered, sign, result.bytesConsumed(), meant);
      decision.wrote();
      pair.restFollows = false;
    }
    return result;
  }

  /** Only the first byte now: the caller comes back for what is left. */
  private SSLEngineResult apart(SSLEngine engine, Wrap call) throws SSLException {
    if (decision.habit().splitsUntold(facts.isVulnerable()) && !ownSplitting.isPresent()) {
      decider.cannot(
          RecordSplitDecision.SPLIT_APART, "its TLS library splits by itself, in one go");
      return whole(engine, call, RecordSplitDecision.SPLIT);
    }
    return pair.begin(call);
  }

  private SSLEngineResult split(SSLEngine engine, Wrap call, int payload, int packet)
      throws SSLException {
    if (decision.habit().splits(facts.isVulnerable())) {
      return whole(engine, call, RecordSplitDecision.SPLIT);
    }
    int rest = Math.min(payload - 1, DestinationSpace.MAX_FRAGMENT);
    int remaining = call.destination.remaining();
    int overhead = pair.room.forPair();
    if (remaining < rest + overhead) {
      // Before anything is encrypted. Callers must take it: there is less room than a packet.
      if (remaining < packet && !decision.isForeseen() && call.isDataNext()) {
        return new SSLEngineResult(BUFFER_OVERFLOW, engine.getHandshakeStatus(), 0, 0);
      }
      rest = Math.max(1, Math.min(rest, remaining - overhead));
    }
    return pair.split(engine, call, rest, packet);
  }

  @Override
  public Words words() {
    return facts;
  }
}
