package io.github.recordsplit.connection;

import io.github.recordsplit.observe.inventory.Inventory;
import io.github.recordsplit.observe.inventory.Tracked;
import java.lang.ref.ReferenceQueue;
import java.util.List;

/**
 * The open connections, found by the identity of their record layer's object, which is held weakly:
 * neither a connection nor its class loader lives longer because of the agent.
 *
 * <p>A look-up takes no lock and allocates nothing, because there is one for each payload. It may
 * miss an entry that another thread is moving, so a miss is looked up again under the lock.
 */
public final class ConnectionRegistry implements Tracked.Group {
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final ConnectionContext control;
  private final Inventory inventory;
  private final Library library;
  private volatile Connection[] table = new Connection[64];
  private int size;

  /** Those of one TLS library. */
  public ConnectionRegistry(ConnectionContext control, Library library) {
    this.control = control;
    this.library = library;
    this.inventory = control.inventory();
    inventory.over(this);
  }

  /** The connection of a payload; made now if it was opened before the agent was attached. */
  public Connection connection(Object record) {
    Connection found = find(record);
    return found != null ? found : openedBefore(record);
  }

  /** The first use after the agent was attached stands for the moment when it was made. */
  private Connection openedBefore(Object record) {
    return register(library.ownerOf(record), record);
  }

  /** A connection was made, or one that was made before the agent was attached is being used. */
  public void made(Object owner, Object record) {
    Connection known = find(record);
    (known == null ? register(owner, record) : known).belongsTo(owner);
  }

  /** Whether any of them may be split, but for a flag of its application's. */
  public boolean maySplit() {
    return control.policy().maySplit();
  }

  /** The connection of a record layer's object, or null. */
  public Connection find(Object record) {
    Connection[] t = table;
    Connection c = t[System.identityHashCode(record) & (t.length - 1)];
    while (c != null && c.get() != record) {
      c = c.next;
    }
    return c;
  }

  private Connection register(Object owner, Object record) {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    synchronized (inventory) {
      expunge();
      Connection c = find(record);
      return c == null ? add(new Connection(control, library, owner, record, stack, collected)) : c;
    }
  }

  private Connection add(Connection c) {
    if (++size > table.length) {
      grow();
    }
    insert(table, c);
    return c;
  }

  private static void insert(Connection[] t, Connection c) {
    int i = c.hash & (t.length - 1);
    c.next = t[i];
    t[i] = c;
  }

  private void grow() {
    Connection[] old = table;
    Connection[] larger = new Connection[old.length * 2];
    for (Connection head : old) {
      for (Connection c = head; c != null; ) {
        Connection next = c.next;
        insert(larger, c);
        c = next;
      }
    }
    table = larger;
  }

  private void expunge() {
    for (Object c = collected.poll(); c != null; c = collected.poll()) {
      remove((Connection) c);
    }
  }

  private void remove(Connection gone) {
    Connection[] t = table;
    int i = gone.hash & (t.length - 1);
    Connection previous = null;
    for (Connection c = t[i]; c != null; previous = c, c = c.next) {
      if (c == gone) {
        if (previous == null) {
          t[i] = c.next;
        } else {
          previous.next = c.next;
        }
        size--;
        gone.dropped();
        inventory.gone(gone);
        return;
      }
    }
  }

  /** The caller holds the inventory's lock. */
  @Override
  public void addTo(List<Tracked> all) {
    expunge();
    for (Connection head : table) {
      for (Connection c = head; c != null; c = c.next) {
        all.add(c);
      }
    }
  }
}
