package io.github.recordsplit.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.Inventory;
import io.github.recordsplit.observe.inventory.Protection;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.First;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rules;
import io.github.recordsplit.rules.Scope;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

class ConnectionRegistryTest {
  private final ConnectionRegistry connections = new ConnectionRegistry(new Fixed(), new Fixed());

  @Test
  void aRecordLayerHasOneConnection() {
    Object record = new Object();
    connections.made(new Object(), record);
    assertSame(connections.connection(record), connections.connection(record));
    assertNotSame(connections.connection(record), connections.connection(new Object()));
  }

  @Test
  void identityCountsAndNotEquality() {
    assertNotSame(connections.connection(new String("a")), connections.connection(new String("a")));
  }

  @Test
  void everyThreadFindsTheSameConnectionWhileTheTableGrows() throws Exception {
    List<Object> records = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      records.add(new Object());
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<List<Object>>> found = new ArrayList<>();
    Callable<List<Object>> lookUpAll =
        () -> {
          List<Object> all = new ArrayList<>();
          records.forEach(record -> all.add(connections.connection(record)));
          return all;
        };
    for (int i = 0; i < 4; i++) {
      found.add(threads.submit(lookUpAll));
    }
    for (Future<List<Object>> other : found) {
      assertEquals(found.get(0).get(), other.get());
    }
    threads.shutdown();
  }

  @Test
  void keepsNoConnectionAlive() throws InterruptedException {
    Object record = new Object();
    WeakReference<Object> connection = new WeakReference<>(connections.connection(record));
    assertTrue(connection.get() != null && record.hashCode() != -1);
    record = null;
    for (int i = 0; i < 100 && connection.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
      connections.connection(new Object()); // a new connection clears what the old ones left
    }
    assertSame(null, connection.get());
  }

  @Test
  void payloadsOfCollectedConnectionsStayCounted() throws InterruptedException {
    Fixed fixed = new Fixed();
    ConnectionRegistry open = new ConnectionRegistry(fixed, fixed);
    Object record = new Object();
    assertEquals(
        RecordSplitDecision.SPLIT, open.connection(record).onPayload(5, false, true, false));
    WeakReference<Object> connection = new WeakReference<>(open.connection(record));
    assertTrue(record.hashCode() != -1);
    record = null;
    for (int i = 0; i < 100 && connection.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
      open.connection(new Object()); // as above
    }
    assertSame(null, connection.get());
    List<ConnectionKind> kinds = fixed.inventory.snapshot().kinds();
    assertEquals(
        1,
        kinds.stream().mapToLong(ConnectionKind::payloadsSplit).sum(),
        "payload counters go backwards when connections are collected");
  }

  @Test
  void aRecordThatAFailedPayloadLeftBehindIsNeverSent() {
    Connection connection = connections.connection(new Object());
    assertEquals(RecordSplitDecision.SPLIT, connection.onPayload(5, false, true, false));
    connection.exchangeHeld(new byte[1]);
    assertTrue(connection.isHolding());
    connection.onPayload(5, false, true, false);
    assertSame(null, connection.exchangeHeld(null));
  }

  /** Only its user knows whose it is: until that tells, no rule can be for it. */
  @Test
  void aConnectionThatNobodyHasToldOfIsLeftAloneAndShown() {
    Fixed untold =
        new Fixed() {
          @Override
          public Object ownerOf(Object record) {
            return null;
          }
        };
    ConnectionRegistry open = new ConnectionRegistry(untold, untold);
    Object record = new Object();
    for (int payload = 0; payload < 3; payload++) {
      assertEquals(
          RecordSplitDecision.LEAVE, open.connection(record).onPayload(5, false, true, false));
    }
    ConnectionKind unknown = untold.inventory.snapshot().kinds().get(0);
    assertEquals("leave by nobody yet", unknown.action() + " by " + unknown.reason());
    assertEquals(OldFrames.UNTOLD, unknown.cannot());
    assertEquals(Protection.NONE, unknown.protection());
    assertTrue(unknown.isCurrent(untold.policy));
    Object owner = new Object();
    open.made(owner, record);
    assertEquals(
        RecordSplitDecision.SPLIT, open.connection(record).onPayload(5, false, true, false));
    for (ConnectionKind kind : untold.inventory.snapshot().kinds()) {
      boolean told = kind.cannot() == null;
      assertEquals(told ? 1 : 0, kind.open(), kind.reason());
      assertEquals(told, kind.isCurrent(untold.policy), kind.reason());
    }
    assertTrue(owner.hashCode() != -1);
  }

  @Test
  void connectionsOfOneStackShareWhatIsKeptOfIt() {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    KeptStack kept = KeptStack.of(stack, "");
    assertSame(kept, KeptStack.of(stack.clone(), ""));
    assertSame(kept, kept.andCurrent());
    assertNotSame(
        kept, KeptStack.of(Arrays.copyOfRange(stack, stack.length / 2, stack.length), ""));
  }

  /** Mode all, and a library that knows nothing. */
  private static class Fixed implements ConnectionContext, Library {
    private final Inventory inventory = new Inventory();
    private final Policy policy = new Policy(Mode.ALL, Scope.ANY, First.SPLIT, Rules.NONE);

    @Override
    public String nameOf(Object owner) {
      return "Fixed";
    }

    @Override
    public boolean splitsByItself(Object owner) {
      return false;
    }

    @Override
    public Conversation conversation(ConnectionKind kind) {
      return null;
    }

    @Override
    public boolean hearsEngines() {
      return false;
    }

    @Override
    public Policy policy() {
      return policy;
    }

    @Override
    public void onFailure(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public boolean refuses() {
      return false;
    }

    @Override
    public int changes() {
      return 0;
    }

    @Override
    public Inventory inventory() {
      return inventory;
    }

    @Override
    public void onDecision(Connection c, Decision before, Decision decision, ConnectionKind kind) {
      inventory.decided(c, before, decision, kind, policy);
    }

    @Override
    public void onPayloadSplit(Connection connection) {}

    @Override
    public Object ownerOf(Object record) {
      return record;
    }

    @Override
    public Object transportOf(Object owner) {
      return null;
    }

    @Override
    public SSLSession sessionOf(Object owner) {
      return null;
    }

    @Override
    public boolean isClient(Object owner) {
      return true;
    }

    @Override
    public String hostOf(Object owner) {
      return null;
    }

    @Override
    public int portOf(Object owner) {
      return -1;
    }

    @Override
    public InetAddress addressOf(Object owner) {
      return null;
    }

    @Override
    public Collection<String> serverNamesOf(Object owner, Object notes) {
      return new ArrayList<>(0);
    }
  }
}
