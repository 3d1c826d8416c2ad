package io.github.recordsplit.connection;

import io.github.recordsplit.rules.Places;
import io.github.recordsplit.rules.Rules;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;

/**
 * Whose connection a record layer's object is, as far as that was told, and who made it. Like all
 * of a connection it is guarded by the record layer's own lock, but for the owner.
 */
abstract class Identity extends WeakReference<Object> {
  /** Bytes may have been read before anybody saw it; so many times, and then it is as it is. */
  private static final int PATIENCE = 8;

  final int hash;

  /** The library's own. */
  public Object notes;

  final Library library;

  private volatile WeakReference<Object> owner;
  private volatile InetSocketAddress origin;
  private byte unknown;
  private KeptStack stack;

  /** Null as long as no rule with a share asked. */
  private volatile Places places;

  private boolean late;
  private boolean written;

  /**
   * Makes one without a payload.
   *
   * @param owner null as long as nobody tells
   * @param seen the stack when it was made or, late, when it was first seen
   */
  Identity(
      Library library,
      Object owner,
      Object record,
      StackTraceElement[] seen,
      ReferenceQueue<Object> collected) {
    super(record, collected);
    this.hash = System.identityHashCode(record);
    this.library = library;
    this.owner = owner == record ? this : new WeakReference<>(owner);
    this.stack = KeptStack.of(seen, record.getClass().getName());
    this.late = !CallStack.isInConstructor(seen);
    this.notes = library.newNotes();
  }

  /** Its owner, or null if nobody has told, or it was collected. */
  final Object owner() {
    return owner.get();
  }

  /** Its owner, if nobody has told until now. */
  final void belongsTo(Object found) {
    if (owner.get() == null) {
      owner = new WeakReference<>(found);
    }
  }

  /** It was given bytes, which came from an address; null if nobody knows where from. */
  public final void cameFrom(InetSocketAddress address) {
    if (address == null && unknown < PATIENCE) {
      unknown++;
    } else if (origin == null) {
      origin = address;
    }
  }

  /** Where its bytes came from, or null. */
  final InetSocketAddress origin() {
    return origin;
  }

  /**
   * Whether nothing has come yet that could tell who its peer is, and a rule wants to know: it was
   * open before the agent.
   */
  final boolean isUnheard(Rules rules) {
    return late && origin == null && unknown < PATIENCE && toTell().isNobodyTo(rules);
  }

  /** Whether it was open before the agent could see it, and nothing was decided yet. */
  public final boolean isLate() {
    return late;
  }

  /**
   * Whether its facts can be read. A payload whose sender was in the middle of a method when that
   * was woven comes from one that tells nothing: neither whose it is, nor what a wrapper wants.
   */
  final boolean isKnown() {
    if (owner.get() == null) {
      return false;
    }
    boolean first = late;
    late = false;
    return !first || !OldFrames.areOnStack();
  }

  /** What it tells the rules, in the middle of a payload. */
  final ConnectionFacts writing() {
    if (!written) {
      stack = created().andCurrent(); // now or never: later writes do not count
      written = true;
    }
    return peer(library, true);
  }

  /** What it tells the rules; before its first payload the current stack counts. */
  final ConnectionFacts unwritten(Library readBy) {
    stack = created();
    return peer(readBy, false);
  }

  /** What can be told to operators without being asked by a rule. */
  final ConnectionFacts toTell() {
    return peer(library, true);
  }

  private ConnectionFacts peer(Library readBy, boolean complete) {
    return new ConnectionFacts(readBy, owner.get(), notes, stack, complete).from(origin).of(this);
  }

  /**
   * Its places in the shares of rules. A wrapper and what is in it have the same: they are one
   * connection, and the inner one decides where the outer one leaves it alone.
   */
  final Places places() {
    Places known = places;
    return known == null ? placesOnce(placesBelow()) : known;
  }

  private synchronized Places placesOnce(Places below) {
    if (places == null) {
      places = below == null ? new Places() : below;
    }
    return places;
  }

  private Places placesBelow() {
    try {
      Object known = owner.get();
      Identity below = known == null ? null : library.connectionBelow(known);
      return below == null || below == this ? null : below.places();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      onFailure(e); // both are numbered
      return null;
    }
  }

  /** Something failed that nothing else hangs on; who decides counts it. */
  abstract void onFailure(Throwable t);

  /** What this one is made of has its places, but for those that it has already. */
  final void sharesPlaces(Identity below) {
    if (below.places == null) {
      Places unused = below.placesOnce(places());
    } else if (places == null) {
      Places unused = placesOnce(below.places);
    }
  }

  /** A library may know better when it was made; it is asked until the first payload. */
  private KeptStack created() {
    try {
      Object made = written ? null : owner.get();
      KeptStack earlier = made == null ? null : library.createdAt(made);
      return earlier == null ? stack : earlier;
    } catch (ReflectiveOperationException e) {
      return stack;
    }
  }
}
