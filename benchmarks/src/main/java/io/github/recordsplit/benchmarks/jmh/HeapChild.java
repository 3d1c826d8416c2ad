package io.github.recordsplit.benchmarks.jmh;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rules;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;

/**
 * Prints bytes of heap. Arguments: {@code hold N}: with N open connections; {@code churn N}: after
 * 10,000 that were closed, and after N; {@code load N FILE}: before and after rules for N hosts
 * were read from a file and one decision was made, and the nanoseconds that both took.
 */
public final class HeapChild {
  private static final int FIRST_CLOSED = 10_000;

  /**
   * Loaded before the heap is cleaned: a class that loads under an agent leaves its bytes there.
   */
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  private final Engines engines = new Engines();
  private final ByteBuffer wire = ByteBuffer.allocate(Engines.ROOM);
  private final List<SSLEngine> open = new ArrayList<>();

  private HeapChild() {}

  /** Names no class of the agent's, which only {@code load} has. */
  public static void main(String[] args) throws Exception {
    int n = Integer.parseInt(args[1]);
    switch (args[0]) {
      case "hold" -> new HeapChild().connect(n, true);
      case "churn" -> {
        HeapChild child = new HeapChild();
        child.connect(FIRST_CLOSED, false);
        child.connect(n - FIRST_CLOSED, false);
      }
      default -> load(n, Path.of(args[2]));
    }
  }

  /** Both ends of a connection are here, so that each pair of them counts as two. */
  private void connect(int connections, boolean held) throws GeneralSecurityException, IOException {
    for (int made = 0; made < connections; made += 2) {
      SSLEngine client = Library.SUN_JSSE.engine(true, Suite.AES_128_CBC);
      SSLEngine server = Library.SUN_JSSE.engine(false, Suite.AES_128_CBC);
      engines.handshake(client, server); // resumes, all but the first
      for (SSLEngine engine : List.of(client, server)) {
        wire.clear();
        engine.wrap(ByteBuffer.allocate(Records.PAYLOAD), wire);
        if (held) {
          open.add(engine);
        } else {
          engine.closeOutbound();
        }
      }
    }
    System.out.println(heap());
  }

  private static void load(int hosts, Path file) throws IOException, ConfigException {
    Files.writeString(file, Decide.rules(hosts, 0));
    System.out.println(heap());
    long start = System.nanoTime();
    Policy policy = Policy.of(Rules.load(file.toString()), "benchmark");
    Decide.decide(policy); // makes the index
    long nanos = System.nanoTime() - start;
    System.out.println(heap());
    System.out.println(nanos);
    if (policy.rules().all().size() != hosts + 1) {
      throw new IllegalStateException("rules are missing");
    }
  }

  /** Bytes in use, when what nobody refers to is gone. */
  private static long heap() {
    long unused = MEMORY.getHeapMemoryUsage().getUsed();
    for (int i = 0; i < 4; i++) {
      System.gc(); // the second finds what the first had enqueued
    }
    return MEMORY.getHeapMemoryUsage().getUsed();
  }
}
