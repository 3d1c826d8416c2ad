package io.github.recordsplit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Receiver;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The command line's probe tells receivers that take one read for one message from others. */
@Execution(ExecutionMode.CONCURRENT)
class ProbeTest {
  private static final Path MESSAGE = Target.write("probe/message.txt", "hello, are you there?\n");

  @Test
  void naiveSocketDoesNotSurvive() {
    Result result = probe("naive");
    result.check(result.status() == 1, "exit status is not 1");
    assertEquals("does not survive split records", result.stdout().get(3));
    assertEquals(true, result.stdout().get(2).startsWith("split: 3 of 3 different answer"));
  }

  @Test
  void correctSocketSurvives() {
    Result result = probe("correct");
    result.check(result.status() == 0, "exit status is not 0");
    assertEquals("survives split records", result.stdout().get(3));
  }

  private static Result probe(String kind) {
    try (Child server = ChildJvm.on(Jdks.assume(17)).brief().main(Receiver.class, kind).start()) {
      String port = server.awaitLine("^port (\\d+)").group(1);
      return ChildJvm.on(Jdks.assume(17))
          .brief()
          .jar(Target.agentJar(), "probe", "127.0.0.1:" + port, "--send", MESSAGE.toString())
          .run();
    }
  }
}
