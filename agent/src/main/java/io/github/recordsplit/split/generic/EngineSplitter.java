package io.github.recordsplit.split.generic;

import static javax.net.ssl.SSLEngineResult.Status.BUFFER_OVERFLOW;
import static javax.net.ssl.SSLEngineResult.Status.OK;

import io.github.recordsplit.split.Bridge;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * Splits above one engine: a {@code wrap} of n bytes becomes one of 1 byte and one of the rest,
 * with one result. The first is made into the caller's own destination with its whole room, so
 * whatever the engine has to do before data (handshake, alert, overflow) is just what it would have
 * done. What does not fit into the destination is held, and handed out by the next calls.
 */
public final class EngineSplitter {
  private static final String KEPT = "its TLS library does not send what it is given";

  private final Decider decider;
  private final SessionFacts facts = new SessionFacts();
  private final Held held = new Held();
  private final Room room = new Room();
  private final OwnSplitting ownSplitting = new OwnSplitting();

  /** Only ever tried: JSSE forbids two calls of {@code wrap} at once, so nobody is to wait. */
  private final ReentrantLock lock = new ReentrantLock();

  private Habit habit;
  private int packet;
  private boolean written;
  private boolean restFollows;

  /** A splitter for one engine. */
  public EngineSplitter(Decider decider) {
    this.decider = decider;
  }

  /** Whether bytes wait for a later {@code wrap}; then the engine is not done, whatever it says. */
  public boolean isHolding() {
    return held.isHolding() && !Enclosing.isActive();
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
      if (Enclosing.isActive()) {
        ownSplitting.obey(engine, Enclosing.current(), decider);
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
      return null;
    }
    int decision = restFollows ? Bridge.NEVER : decide(engine, payload);
    boolean apart = decision == Bridge.SPLIT_APART;
    ownSplitting.obey(engine, apart ? Bridge.NEVER : decision, decider);
    switch (decision) {
      case Bridge.SPLIT:
        return split(engine, call, payload, packet);
      case Bridge.SPLIT_APART:
        return apart(engine, call);
      case Bridge.NEVER:
        return whole(engine, call, Bridge.NEVER);
      case Bridge.REFUSE:
        throw refusal("status says why");
      default:
        return null;
    }
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
        || Enclosing.decisionForEngine() != Bridge.SPLIT
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
    SSLEngineResult result =
        split(engine, call, Math.min(rest, Room.MAX_FRAGMENT), packet, call.destination.position());
    if (result.bytesConsumed() > 0) {
      Enclosing.tell(Bridge.NEVER); // the socket may need more calls for the rest of its payload
    }
    return result;
  }

  /** Whether nothing is to be done here: also where the engine does not say what it is. */
  private boolean splitsAlone(SSLEngine engine) {
    try {
      return restFollows || !look(engine) || habit.splits(facts.isVulnerable());
    } catch (RuntimeException | Error e) {
      decider.failed(e);
      return true;
    }
  }

  /** Whether there is TLS to split. */
  private boolean look(SSLEngine engine) {
    SSLSession session = engine.getSession();
    packet = session.getPacketBufferSize();
    if (facts.read(session)) {
      decider.forget();
    }
    if (habit == null && facts.isSplittable()) {
      habit = Habit.of(engine).copy();
    }
    return facts.isSplittable();
  }

  private int decide(SSLEngine engine, int payload) {
    try {
      if (!look(engine)) {
        return Bridge.LEAVE;
      }
      int decision = decider.onPayload(payload, facts.bits() | (written ? 0 : Bridge.FIRST));
      written |= decision == Bridge.LEAVE;
      return decision;
    } catch (RuntimeException | Error e) {
      return decider.failed(e);
    }
  }

  private static SSLException refusal(String why) {
    return new SSLException(Bridge.REFUSED + ": " + why);
  }

  private void refuseIfDue(String why) throws SSLException {
    if (decider.cannot(Bridge.SPLIT, why)) {
      throw refusal(why);
    }
  }

  /** In one call: nothing is to be split, or what is below splits, or the first byte is out. */
  private SSLEngineResult whole(SSLEngine engine, Wrap call, int decision) throws SSLException {
    int start = call.destination.position();
    boolean steered = false;
    SSLEngineResult result;
    Enclosing.enter(decision);
    try {
      result = call.again();
    } finally {
      steered = Enclosing.leave();
    }
    if (result.bytesConsumed() > 0) {
      int taken = result.bytesConsumed();
      boolean pair = Records.count(call.destination, start, call.destination.position()) > 1;
      learn(engine, steered, pair && taken <= Room.MAX_FRAGMENT + 1, taken, decision);
      written = true;
      restFollows = false;
    }
    return result;
  }

  private void learn(SSLEngine engine, boolean steered, boolean pair, int taken, int decision) {
    if (steered) {
      habit.settle(engine, true, facts.isVulnerable(), false);
    } else if (decision == Bridge.NEVER ? pair : taken > 1) {
      habit.settle(engine, false, facts.isVulnerable(), pair);
      if (decision == Bridge.NEVER && !restFollows) {
        decider.cannot(Bridge.NEVER, OwnSplitting.NO_SWITCH);
      }
    }
  }

  /** Only the first byte now: the caller comes back for what is left. */
  private SSLEngineResult apart(SSLEngine engine, Wrap call) throws SSLException {
    if (habit.splitsUntold(facts.isVulnerable()) && !ownSplitting.isPresent()) {
      decider.cannot(Bridge.SPLIT_APART, "its TLS library splits by itself, in one go");
      return whole(engine, call, Bridge.SPLIT);
    }
    int start = call.destination.position();
    Enclosing.enter(Bridge.NEVER);
    try {
      SSLEngineResult first = call.part(1, call.destination);
      begun(call, first, start);
      return first;
    } finally {
      Enclosing.leave();
    }
  }

  /** Whether the first byte of a payload was taken, so that the rest must follow. */
  private boolean begun(Wrap call, SSLEngineResult first, int start) throws SSLException {
    if (first.bytesConsumed() == 0 || first.getStatus() != OK) {
      return false;
    }
    written = true;
    restFollows = true;
    int between = call.destination.position();
    boolean kept = Records.count(call.destination, start, between) == 0 && !Enclosing.isAsked();
    if (kept && decider.cannot(Bridge.SPLIT, KEPT)) {
      held.takeBack(call.destination, start); // it must leave before the alert
      throw refusal(KEPT);
    }
    return true;
  }

  private SSLEngineResult split(SSLEngine engine, Wrap call, int payload, int packet)
      throws SSLException {
    if (habit.splits(facts.isVulnerable())) {
      return whole(engine, call, Bridge.SPLIT);
    }
    int rest = Math.min(payload - 1, Room.MAX_FRAGMENT);
    int remaining = call.destination.remaining();
    int overhead = room.forPair();
    if (remaining < rest + overhead) {
      // Before anything is encrypted. Callers must take it: there is less room than a packet.
      if (remaining < packet && call.isDataNext()) {
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
    int last;
    boolean steered = false;
    Enclosing.enter(Bridge.NEVER);
    try {
      first = call.part(1, call.destination);
      if (!begun(call, first, start)) {
        return first;
      }
      between = call.destination.position();
      try {
        second = held.make(call, Room.besides(call.destination, start, rest), packet);
      } catch (SSLException | RuntimeException | Error e) {
        held.takeBack(call.destination, start);
        throw e;
      }
      restFollows = second.bytesConsumed() == 0;
      last = held.isHolding() ? held.records() : 0;
    } finally {
      steered = Enclosing.leave();
    }
    int end = call.destination.position();
    inspect(engine, call.destination, new int[] {start, between, end}, steered, last);
    return held.result(first, second, end - start);
  }

  private void inspect(
      SSLEngine engine, ByteBuffer bytes, int[] at, boolean steered, int heldRecords) {
    int ones = Records.count(bytes, at[0], at[1]);
    int rests = heldRecords > 0 ? heldRecords : Records.count(bytes, at[1], at[2]);
    if (ones == 1) {
      room.smallIs(at[1] - at[0]);
    }
    if (steered) {
      habit.settle(engine, true, facts.isVulnerable(), false);
    } else if (facts.isVulnerable() && (ones > 1 || rests > 1)) {
      habit.settle(engine, false, facts.isVulnerable(), true);
    }
  }
}
