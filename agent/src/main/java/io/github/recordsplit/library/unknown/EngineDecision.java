package io.github.recordsplit.library.unknown;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.PayloadFacts;
import io.github.recordsplit.connection.SplitDecider;
import javax.net.ssl.SSLEngine;

/**
 * What is to become of an engine's payloads. An engine may take data before it says that it has
 * done its handshake, or never say what it is: then what is decided before a {@code wrap} is kept
 * and counted only once the engine has taken data, and may have said more.
 */
final class EngineDecision {
  private final SplitDecider decider;
  private final SessionFacts facts = new SessionFacts();
  private LearnedSplitting habit;
  private boolean written;
  private boolean foreseen;

  EngineDecision(SplitDecider decider) {
    this.decider = decider;
  }

  /** Decides on a payload that is about to be made. */
  RecordSplitDecision on(SSLEngine engine, int payload) {
    foreseen = false;
    try {
      if (isDtls(engine)) {
        return RecordSplitDecision.LEAVE;
      }
      foreseen = !facts.isSaid() && !(written && facts.isProven());
      if (foreseen) {
        return decider.foresee(payload, bits());
      }
      RecordSplitDecision decision = decider.onPayload(payload, bits());
      written |= decision == RecordSplitDecision.LEAVE;
      return decision;
    } catch (RuntimeException | Error e) {
      return decider.failed(e);
    }
  }

  /** Whether it is DTLS, whose records are messages; also reads what the engine says now. */
  boolean isDtls(SSLEngine engine) {
    if (facts.read(engine)) {
      decider.forget();
    }
    if (habit == null) {
      habit = LearnedSplitting.of(engine).copy();
    }
    return facts.isDtls(engine);
  }

  /**
   * Whether a next payload of two bytes or more is to be a pair. Nothing is decided by asking, and
   * nothing promised before the engine says what it is: a handshake's room stays what it was.
   */
  boolean isPairNext(SSLEngine engine) {
    if (habit == null || !facts.isSaid()) {
      boolean unused = isDtls(engine);
    }
    return facts.isSaid()
        && !facts.isDtls()
        && !habit.splits(facts.isVulnerable())
        && decider.foresee(2, bits()) == RecordSplitDecision.SPLIT;
  }

  private int bits() {
    return facts.bits() | (written ? 0 : PayloadFacts.FIRST);
  }

  /** Whether the last decision is not kept yet: nobody knows whether the engine will take data. */
  boolean isForeseen() {
    return foreseen;
  }

  boolean hasWritten() {
    return written;
  }

  /** The engine has taken data. */
  void wrote() {
    written = true;
  }

  /**
   * The engine has taken data that nobody was sure of.
   *
   * @param split bytes of the payload if it was split, else 0
   */
  void keep(SSLEngine engine, int split) {
    try {
      written = true;
      isDtls(engine);
      RecordSplitDecision unused = decider.onPayload(split, bits());
    } catch (RuntimeException | Error e) {
      RecordSplitDecision unused = decider.failed(e); // the payload is out
    }
  }

  /**
   * What a payload in one call has shown.
   *
   * @param steered whether a part of the engine that is below was told
   * @param taken how many bytes
   * @param due what was to be done; null where it is the rest of a payload, which tells less
   */
  void learnOfWhole(
      SSLEngine engine, boolean steered, int sign, int taken, RecordSplitDecision due) {
    boolean pair = sign == Sign.PAIR;
    boolean whole = due == null || due == RecordSplitDecision.NEVER;
    if (steered) {
      settle(engine, true, false);
    } else if (pair || (!whole && taken > 1 && !foreseen && sign != Sign.UNCLEAR)) {
      settle(engine, false, pair);
      if (due == RecordSplitDecision.NEVER) {
        decider.cannot(RecordSplitDecision.NEVER, ConscryptSplitting.NO_SWITCH);
      }
    }
  }

  /** What the two calls of a pair have shown; {@code again} if one of them was split itself. */
  void learnOfPair(SSLEngine engine, boolean steered, boolean again) {
    if (steered) {
      settle(engine, true, false);
    } else if (facts.isVulnerable() && again) {
      settle(engine, false, true);
    }
  }

  private void settle(SSLEngine engine, boolean steered, boolean splits) {
    habit.settle(engine, steered, facts.isVulnerable(), splits);
  }

  /** What is known of such engines, once {@link #isDtls} was asked. */
  LearnedSplitting habit() {
    return habit;
  }

  SessionFacts facts() {
    return facts;
  }
}
