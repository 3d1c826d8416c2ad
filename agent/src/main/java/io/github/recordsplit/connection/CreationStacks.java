package io.github.recordsplit.connection;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * The stacks of objects whose connection is made later, by the identity of the object, which is
 * held weakly. Each is asked for once.
 */
public final class CreationStacks {
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final Map<Of, KeptStack> all = new HashMap<>();

  /** An object is being made. */
  public void created(Object made) {
    KeptStack stack = KeptStack.of(new Throwable().getStackTrace(), made.getClass().getName());
    synchronized (this) {
      for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
        all.remove(gone);
      }
      all.putIfAbsent(new Of(made, collected), stack);
    }
  }

  /** The stack of an object, or null where it was not seen or has been asked for. */
  public synchronized KeptStack take(Object made) {
    return all.remove(new Of(made, null));
  }

  /** An object by its identity. */
  private static final class Of extends WeakReference<Object> {
    private final int hash;

    Of(Object made, ReferenceQueue<Object> collected) {
      super(made, collected);
      hash = System.identityHashCode(made);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return this == other || (other instanceof Of && get() != null && get() == ((Of) other).get());
    }
  }
}
