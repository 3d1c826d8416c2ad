package io.github.recordsplit.benchmarks.jmh;

import io.github.recordsplit.benchmarks.ClassPath;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one fork measures. The variant is that of the JVM's options. */
@State(Scope.Thread)
public class Cell {
  @Param("SUN_JSSE")
  public Library library;

  @Param("AES_128_CBC")
  public Suite suite;

  @Param("SPLIT")
  public Variant variant;

  /** Bytes. */
  @Param({"1", "16", "100", "1400", "16384", "65536"})
  public int payload;

  /** Fails where it should be at work, and is not: what it leaves alone shows nothing. */
  void checkAgent() {
    if (variant.agentOptions() != null) {
      ClassPath.checkAgent();
    }
  }

  boolean splits() {
    return library.splits(variant, suite);
  }
}
