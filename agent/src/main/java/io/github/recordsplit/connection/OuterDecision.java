package io.github.recordsplit.connection;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;

/**
 * What an outer connection wants of the TLS libraries below it, on the current thread. An unknown
 * engine or socket is often a wrapper around one that the agent steers; only one of them may split,
 * and the outer one is the one that the application named its peer to.
 */
public final class OuterDecision {
  private static final ThreadLocal<OuterDecision> CURRENT = new ThreadLocal<>();

  /** False until an unknown library is met: no payload of a known one pays for a look-up. */
  private static volatile boolean used;

  private final OuterDecision outer;
  private final boolean isSocket;
  private final DestinationSpace room;
  private RecordSplitDecision decision;
  private boolean asked;
  private boolean sawEngine;

  private OuterDecision(RecordSplitDecision decision, DestinationSpace room) {
    this.decision = decision;
    this.room = room;
    this.isSocket = room == null;
    this.outer = CURRENT.get();
  }

  /** Whether this thread is inside a call that an outer connection makes. */
  public static boolean isActive() {
    return used && CURRENT.get() != null;
  }

  /**
   * What a steered library below is told.
   *
   * @param length bytes of the payload as it arrives there
   * @return null if there is no outer connection
   */
  public static RecordSplitDecision decision(int length) {
    OuterDecision outer = used ? CURRENT.get() : null;
    if (outer == null) {
      return null;
    }
    outer.asked = true;
    return length < 2 ? RecordSplitDecision.NEVER : outer.decision;
  }

  /** Whether a library below asked, before {@link #leave}. */
  public static boolean isAsked() {
    return CURRENT.get().asked;
  }

  /**
   * What a socket tells the engine of an unknown library below, where {@link #isActive}; or null.
   */
  public static RecordSplitDecision decisionForEngine() {
    OuterDecision outer = CURRENT.get();
    outer.sawEngine |= outer.isSocket;
    return outer.isSocket ? outer.decision : null;
  }

  /** Whether the socket is made of such an engine, before {@link #leave}. */
  public static boolean sawEngine() {
    return CURRENT.get().sawEngine;
  }

  /** What an outer connection tells, where {@link #isActive}. */
  public static RecordSplitDecision current() {
    return CURRENT.get().decision;
  }

  /** Tells libraries below something else from now on, until {@link #leave}. */
  public static void tell(RecordSplitDecision decision) {
    CURRENT.get().decision = decision;
  }

  /** What an outer engine knows of its room, where {@link #isActive}; null of a socket. */
  public static DestinationSpace room() {
    return CURRENT.get().room;
  }

  /**
   * From now on libraries below are told this by an engine; {@link #leave} must follow.
   *
   * @param room the engine's: what the one below tells of room is true of this one
   */
  public static void enter(RecordSplitDecision decision, DestinationSpace room) {
    used = true;
    CURRENT.set(new OuterDecision(decision, room));
  }

  /** The same by a socket. */
  public static void enterSocket(RecordSplitDecision decision) {
    used = true;
    CURRENT.set(new OuterDecision(decision, null));
  }

  /** Whether a library below asked since {@link #enter}. */
  public static boolean leave() {
    OuterDecision left = CURRENT.get();
    if (left.outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(left.outer);
    }
    return left.asked;
  }
}
