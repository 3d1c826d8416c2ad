package io.github.recordsplit.library.unknown;

import static javax.net.ssl.SSLEngineResult.Status.OK;

import io.github.recordsplit.bridge.lang.RecordSplitBridge;
import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.DestinationSpace;
import io.github.recordsplit.connection.OuterDecision;
import io.github.recordsplit.connection.SplitDecider;
import io.github.recordsplit.tls.RecordHeaders;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** The two parts of an engine's payload: once the first byte is out, the rest must follow. */
final class Pair {
  private static final String KEPT = "its TLS library does not send what it is given";

  private final SplitDecider decider;
  private final EngineDecision decision;
  private final SessionFacts facts;

  /** What did not fit into the caller's destination. */
  final PendingOutput held = new PendingOutput();

  DestinationSpace room = new DestinationSpace();

  /** Whether a first byte is out, and its rest is what the caller gives next. */
  boolean restFollows;

  Pair(SplitDecider decider, EngineDecision decision) {
    this.decider = decider;
    this.decision = decision;
    this.facts = decision.facts();
  }

  static SSLException refusal(String why) {
    return new SSLException(RecordSplitBridge.REFUSED + ": " + why);
  }

  /** Only the first byte now: the caller comes back for what is left. */
  SSLEngineResult begin(Wrap call) throws SSLException {
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

  /**
   * Both, in one result.
   *
   * @param rest how many bytes the second one shall take
   * @param packet the most that one of the engine's records takes
   */
  SSLEngineResult split(SSLEngine engine, Wrap call, int rest, int packet) throws SSLException {
    int start = call.destination.position();
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
    decision.learnOfPair(engine, steered, ones > 1 || sign == Sign.PAIR);
    return held.result(first, second, end - start);
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
}
