package io.github.recordsplit.observe.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.First;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rules;
import io.github.recordsplit.rules.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InventoryTest {
  private static final Policy ALL = new Policy(Mode.ALL, Scope.ANY, First.SPLIT, Rules.NONE);

  private static final String LOST =
      "payloads are lost, or counted twice, when connections are collected or kinds are many";

  private final Inventory inventory = new Inventory();
  private final List<FakeConnection> alive = new ArrayList<>();
  private final List<FakeConnection> collected = new ArrayList<>();
  private long connections;
  private long payloads;

  InventoryTest() {
    inventory.over(
        all -> {
          for (FakeConnection each : collected) {
            inventory.gone(each);
          }
          collected.clear();
          all.addAll(alive);
        });
  }

  /** More kinds than are kept, connections that move between kinds, close and are collected. */
  @Test
  void countsNeverFall() {
    Random random = new Random(1);
    long due = 0;
    for (int i = 0; i < 20_000; i++) {
      FakeConnection connection =
          alive.isEmpty() || random.nextInt(4) == 0
              ? open()
              : alive.get(random.nextInt(alive.size()));
      decide(connection, "n" + random.nextInt(2000));
      connection.payloads++;
      due++;
      if (random.nextInt(5) == 0) {
        connection.open = false;
      }
      if (random.nextInt(5) == 0) {
        alive.remove(connection);
        collected.add(connection);
      }
      if (i % 100 == 0) {
        assertEquals(due, look(), LOST);
      }
    }
    assertEquals(due, look(), LOST);
    Snapshot last = inventory.snapshot();
    assertEquals(alive.stream().filter(c -> c.open).count(), last.open());
    assertEquals(
        last.open(),
        last.kinds().stream().mapToLong(ConnectionKind::open).sum(),
        "each is of one kind");
    assertTrue(last.kinds().size() <= Inventory.MOST + 1, "memory is bounded");
  }

  @Test
  void whatIsEnclosedCountsOnce() {
    FakeConnection inner = open();
    inventory.shaken(inner);
    inventory.shaken(inner);
    assertEquals(1, inventory.snapshot().connections());
    FakeConnection outer = open();
    inventory.enclosed(inner, outer);
    assertEquals(1, inventory.snapshot().connections());
    assertEquals(1, inventory.snapshot().open());
    decide(outer, "n");
    assertEquals(1, inventory.snapshot().connections());
    inventory.left(outer);
    decide(inner, "n");
    assertEquals(1, inventory.snapshot().connections());
    assertEquals(1, inventory.snapshot().kinds().get(0).open());
  }

  private long look() {
    Snapshot now = inventory.snapshot();
    long split = now.kinds().stream().mapToLong(ConnectionKind::payloadsSplit).sum();
    assertTrue(split >= payloads, () -> "payloads fell from " + payloads + " to " + split);
    assertTrue(now.connections() >= connections, "connections fell");
    payloads = split;
    connections = now.connections();
    return split;
  }

  private FakeConnection open() {
    FakeConnection made = new FakeConnection();
    alive.add(made);
    return made;
  }

  private void decide(FakeConnection connection, String peer) {
    Decision decision = ALL.decide(null, null);
    ConnectionKind kind =
        new ConnectionKind(
            FakeFacts.of(Role.SERVER, peer),
            decision,
            Done.of(Action.SPLIT, true, true, false),
            Protection.AGENT,
            null);
    inventory.decided(connection, null, decision, kind, ALL);
  }
}
