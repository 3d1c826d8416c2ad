package io.github.recordsplit.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.LockingWriters;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * An application that writes on an unknown library's socket inside and outside of a monitor that
 * the library takes as well: it does not hang, and what it wrote in a row stays in a row.
 */
class LockingWritersTest {
  @TestFactory
  Stream<DynamicTest> goOn() {
    return Jdks.some(
        jdk -> {
          run(jdk, "stream");
          run(jdk, "socket");
        });
  }

  private static void run(Jdk jdk, String monitor) {
    ChildJvm child = ChildJvm.on(jdk).agent("mode=all").main(LockingWriters.class, monitor);
    assertEquals(
        List.of(monitor + " whole=0 split=6000 mixed=0 torn=0"),
        child.run().assertSilent().stdout());
  }
}
