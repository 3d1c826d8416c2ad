package io.github.recordsplit.library.unknown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Interleave;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A payload stays atomic: 16 threads on one socket, and no byte of one inside another's. */
class InterleaveTest {
  private static final List<String> KINDS = List.of("TLSv1/CBC", "TLSv1.2/GCM", "TLSv1.3/GCM");

  @TestFactory
  Stream<DynamicTest> noPayloadIsMixed() {
    return Jdks.each(InterleaveTest::interleave);
  }

  private static void interleave(Jdk jdk) {
    Result result =
        ChildJvm.on(jdk)
            .agent("mode=all,scope=any")
            .main(Interleave.class, KINDS.toArray(String[]::new))
            .run()
            .assertSilent();
    List<String> expected =
        KINDS.stream().map(kind -> kind + " payloads=32000 large=160 mixed=0").toList();
    assertEquals(expected, result.stdout(), () -> result.describe("not every payload arrived"));
  }
}
