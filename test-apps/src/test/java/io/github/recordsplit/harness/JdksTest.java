package io.github.recordsplit.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Lengths;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class JdksTest {
  /** What the other tests take for granted: these flags alone make no JVM say anything. */
  @TestFactory
  Stream<DynamicTest> childJvmRunsTls10AndIsSilent() {
    return Jdks.each(
        jdk -> {
          Result result = ChildJvm.on(jdk).main(Lengths.class, "TLSv1/CBC", "socket", "5").run();
          assertEquals(List.of(), result.assertSilent().stderr());
          assertEquals(4, result.stdout().size(), () -> result.describe("lines"));
        });
  }
}
