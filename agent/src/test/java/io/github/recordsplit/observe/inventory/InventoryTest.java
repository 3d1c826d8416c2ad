package io.github.recordsplit.observe.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.First;
import io.github.recordsplit.rules.Known;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rule;
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
  private final List<Fake> alive = new ArrayList<>();
  private final List<Fake> collected = new ArrayList<>();
  private long connections;
  private long payloads;

  InventoryTest() {
    inventory.over(
        all -> {
          for (Fake each : collected) {
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
      Fake connection =
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
    Fake inner = open();
    inventory.shaken(inner);
    inventory.shaken(inner);
    assertEquals(1, inventory.snapshot().connections());
    Fake outer = open();
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

  private Fake open() {
    Fake made = new Fake();
    alive.add(made);
    return made;
  }

  private void decide(Fake connection, String peer) {
    Decision decision = ALL.decide(null, null);
    ConnectionKind kind =
        new ConnectionKind(
            new Client(peer), decision, Done.of(Action.SPLIT, true, true), Protection.AGENT, null);
    inventory.decided(connection, null, decision, kind, ALL);
  }

  private static final class Fake implements Tracked {
    private ConnectionKind kind;
    private boolean counted;
    private boolean open = true;
    private long payloads;

    @Override
    public ConnectionKind kind() {
      return kind;
    }

    @Override
    public void kind(ConnectionKind now) {
      kind = now;
    }

    @Override
    public boolean isCounted() {
      return counted;
    }

    @Override
    public void counted(boolean counts) {
      counted = counts;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public long payloadsSplit() {
      return payloads;
    }

    @Override
    public long takePayloadsSplit() {
      long taken = payloads;
      payloads = 0;
      return taken;
    }
  }

  private record Client(String peer) implements KindFacts {
    @Override
    public Role role() {
      return Role.SERVER;
    }

    @Override
    public String protocol() {
      return "TLSv1";
    }

    @Override
    public String cipherSuite() {
      return "TLS_RSA_WITH_AES_128_CBC_SHA";
    }

    @Override
    public String libraryName() {
      return "SunJSSE";
    }

    @Override
    public Rule upgrade() {
      return null;
    }

    @Override
    public String offer() {
      return null;
    }

    @Override
    public String opener() {
      return "com.acme.Server";
    }

    @Override
    public Known known() {
      return Known.NAME;
    }
  }
}
