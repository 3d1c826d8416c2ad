package io.github.recordsplit.library.unknown;

import static javax.net.ssl.SSLEngineResult.Status.BUFFER_OVERFLOW;
import static javax.net.ssl.SSLEngineResult.Status.OK;

import io.github.recordsplit.bridge.lang.RecordSplitBridge;
import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.DestinationSpace;
import io.github.recordsplit.connection.OuterDecision;
import io.github.recordsplit.connection.SplitDecider;
import io.github.recordsplit.connection.Splitter;
import io.github.recordsplit.connection.Words;
import io.github.recordsplit.tls.RecordHeaders;
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
  private static final String KEPT = "its TLS library does not send what it is given";

  private final SplitDecider decider;
  private final EngineDecision decision;
  private final SessionFacts facts;
  private final PendingOutput held = new PendingOutput();
  private DestinationSpace room = new DestinationSpace();
  private final ConscryptSplitting ownSplitting = new ConscryptSplitting();

  /** Only ever tried: JSSE forbids two calls of {@code wrap} at once, so nobody is to wait. */
  private final ReentrantLock lock = new ReentrantLock();

  private boolean restFollows;

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
  }

  /** Whether bytes wait for a later {@code wrap}; then the engine is not done, whatever it says. */
  boolean isHolding() {
    return held.isHolding() && !OuterDecision.isActive();
  }

  /** What a next payload takes beside the one record that its engine reckons with. */
  public int room(SSLEngine engine, int overhead) {
    if (lock.isHeldByCurrentThread() || !lock.tryLock()) {
      return 0; // a part of a pair has what it needs
    }
    try {
      room.overheadIs(overhead);
      return held.isHolding() ? held.left() : decision.isPairNext(engine) ? overhead : 0;
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
        room = OuterDecision.room() == null ? room : OuterDecision.room();
        ownSplitting.obey(engine, OuterDecision.current(), decider);
        return call.isProper() ? wrapForSocket(engine, call) : null;
      }
      return call.isProper() ? wrap(engine, call) : null;
    } finally {
      lock.unlock();
    }
  }

  private SSLEngineResult wrap(SSLEngine engine, Wrap call) throws SSLException {
    if (held.isHolding()) {
      return held.drain(engine, call.destination);
    }
    int payload = call.remaining();
    if (payload == 0) {
      return facts.isProven() && decision.hasWritten() ? null : seen(call);
    }
    if (restFollows) {
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
        throw refusal("status says why");
      default:
        return decision.isForeseen() ? seen(call) : null;
    }
  }

  /** As it is, but what it makes is looked at: a handshake, or who knows. */
  private SSLEngineResult seen(Wrap call) throws SSLException {
    int start = call.destination.position();
    SSLEngineResult result = call.again(room);
    facts.made(call.destination, start);
    return result;
  }

  /**
   * A payload of a socket that is made of this engine. A socket may not come back for what is held,
   * so the pair takes no more than there is room for.
   */
  private SSLEngineResult wrapForSocket(SSLEngine engine, Wrap call) throws SSLException {
    if (held.isHolding()) {
      return held.drain(engine, call.destination);
    }
    int payload = call.remaining();
    if (payload == 0
        || OuterDecision.decisionForEngine() != RecordSplitDecision.SPLIT
        || payload == 1
        || splitsAlone(engine)) {
      restFollows = false;
      return null;
    }
    int rest = Math.min(payload - 1, call.destination.remaining() - room.forPair());
    if (rest < 1) {
      refuseIfDue("its socket gives its engine less room than two records need");
      return null;
    }
    int most = Math.min(rest, DestinationSpace.MAX_FRAGMENT);
    int start = call.destination.position();
    SSLEngineResult result = split(engine, call, most, facts.packet(), start);
    if (result.bytesConsumed() > 0) {
      OuterDecision.tell(
          RecordSplitDecision.NEVER); // the socket may need more calls for the rest of its payload
    }
    return result;
  }

  /** Whether nothing is to be done here: also where the engine does not say what it is. */
  private boolean splitsAlone(SSLEngine engine) {
    try {
      return restFollows
          || decision.isDtls(engine)
          || decision.habit().splits(facts.isVulnerable());
    } catch (RuntimeException | Error e) {
      decider.failed(e);
      return true;
    }
  }

  private static SSLException refusal(String why) {
    return new SSLException(RecordSplitBridge.REFUSED + ": " + why);
  }

  private void refuseIfDue(String why) throws SSLException {
    if (decider.cannot(RecordSplitDecision.SPLIT, why)) {
      throw refusal(why);
    }
  }

  /** In one call: nothing is to be split, or what is below splits, or the first byte is out. */
  private SSLEngineResult whole(SSLEngine engine, Wrap call, RecordSplitDecision due)
      throws SSLException {
    int start = call.destination.position();
    int sure = call.sureOfFirst();
    boolean steered = false;
    SSLEngineResult result;
    OuterDecision.enter(due, room);
    try {
      result = call.again();
    } finally {
      steered = OuterDecision.leave();
    }
    facts.made(call.destination, start);
    if (result.bytesConsumed() > 0) {
      int sign = Sign.of(call.destination, start, sure);
      learn(engine, steered, sign, result.bytesConsumed(), due);
      decision.wrote();
      restFollows = false;
    }
    return result;
  }

  private void learn(
      SSLEngine engine, boolean steered, int sign, int taken, RecordSplitDecision due) {
    boolean pair = sign == Sign.PAIR;
    boolean mayTell = due != RecordSplitDecision.NEVER && taken > 1 && !decision.isForeseen();
    if (steered) {
      settle(engine, true, false);
    } else if (pair || (mayTell && sign != Sign.UNCLEAR)) {
      settle(engine, false, pair);
      if (due == RecordSplitDecision.NEVER && !restFollows) {
        decider.cannot(RecordSplitDecision.NEVER, ConscryptSplitting.NO_SWITCH);
      }
    }
  }

  private void settle(SSLEngine engine, boolean steered, boolean splits) {
    decision.habit().settle(engine, steered, facts.isVulnerable(), splits);
  }

  /** Only the first byte now: the caller comes back for what is left. */
  private SSLEngineResult apart(SSLEngine engine, Wrap call) throws SSLException {
    if (decision.habit().splitsUntold(facts.isVulnerable()) && !ownSplitting.isPresent()) {
      decider.cannot(
          RecordSplitDecision.SPLIT_APART, "its TLS library splits by itself, in one go");
      return whole(engine, call, RecordSplitDecision.SPLIT);
    }
    int start = call.destination.position();
    OuterDecision.enter(RecordSplitDecision.NEVER, room);
    try {
      SSLEngineResult first = call.part(1, call.destination);
      begun(call, first, start);
      return first;
    } finally {
      OuterDecision.leave();
    }
  }

  /** Whether the first byte of a payload was taken, so that the rest must follow. */
  private boolean begun(Wrap call, SSLEngineResult first, int start) throws SSLException {
    facts.made(call.destination, start);
    if (first.bytesConsumed() == 0 || first.getStatus() != OK) {
      return false;
    }
    decision.wrote();
    restFollows = true;
    int between = call.destination.position();
    boolean kept =
        RecordHeaders.count(call.destination, start, between) == 0 && !OuterDecision.isAsked();
    if (kept && decider.cannot(RecordSplitDecision.SPLIT, KEPT)) {
      restFollows = false; // what comes next is refused, too
      held.takeBack(call.destination, start); // it must leave before the alert
      throw refusal(KEPT);
    }
    return true;
  }

  private SSLEngineResult split(SSLEngine engine, Wrap call, int payload, int packet)
      throws SSLException {
    if (decision.habit().splits(facts.isVulnerable())) {
      return whole(engine, call, RecordSplitDecision.SPLIT);
    }
    int rest = Math.min(payload - 1, DestinationSpace.MAX_FRAGMENT);
    int remaining = call.destination.remaining();
    int overhead = room.forPair();
    if (remaining < rest + overhead) {
      // Before anything is encrypted. Callers must take it: there is less room than a packet.
      if (remaining < packet && !decision.isForeseen() && call.isDataNext()) {
        return new SSLEngineResult(BUFFER_OVERFLOW, engine.getHandshakeStatus(), 0, 0);
      }
      rest = Math.max(1, Math.min(rest, remaining - overhead));
    }
    return split(engine, call, rest, packet, call.destination.position());
  }

  private SSLEngineResult split(SSLEngine engine, Wrap call, int rest, int packet, int start)
      throws SSLException {
    SSLEngineResult first;
    SSLEngineResult second;
    int between;
    int sign;
    boolean steered = false;
    OuterDecision.enter(RecordSplitDecision.NEVER, room);
    try {
      first = call.part(1, call.destination);
      if (!begun(call, first, start)) {
        return first;
      }
      between = call.destination.position();
      try {
        int sure = call.sureOfFirst();
        second = held.make(call, DestinationSpace.besides(call.destination, start, rest), packet);
        sign =
            held.isHolding()
                ? Sign.of(call.destination, between, sure, held.records())
                : Sign.of(call.destination, between, sure);
      } catch (SSLException | RuntimeException | Error e) {
        held.takeBack(call.destination, start);
        throw e;
      }
      restFollows = second.bytesConsumed() == 0;
    } finally {
      steered = OuterDecision.leave();
    }
    int end = call.destination.position();
    int ones = RecordHeaders.count(call.destination, start, between);
    if (ones == 1) {
      room.smallIs(between - start);
    }
    if (steered) {
      settle(engine, true, false);
    } else if (facts.isVulnerable() && (ones > 1 || sign == Sign.PAIR)) {
      settle(engine, false, true);
    }
    return held.result(first, second, end - start);
  }

  @Override
  public Words words() {
    return facts;
  }
}
