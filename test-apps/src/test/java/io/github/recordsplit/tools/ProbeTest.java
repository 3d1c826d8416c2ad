package io.github.recordsplit.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Receiver;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The command line's probe tells receivers that take one read for one message from others. */
@Execution(ExecutionMode.CONCURRENT)
class ProbeTest {
  private static final String[] LINE = {
    "--send", Target.write("probe/message.txt", "hello, are you there?\n").toString()
  };

  @Test
  void naiveSocketDoesNotSurvive() {
    Result result = probe("naive", LINE);
    result.check(result.status() == 1, "exit status is not 1");
    assertEquals("does not survive split records", result.stdout().get(3));
    assertEquals(true, result.stdout().get(2).startsWith("split: 3 of 3 different answer"));
  }

  @Test
  void correctSocketSurvives() {
    Result result = probe("correct", LINE);
    result.check(result.status() == 0, "exit status is not 0");
    assertEquals("survives split records", result.stdout().get(3));
  }

  /** All of the answer comes, but that it is all only the end of the connection would tell. */
  @Test
  void whoHangsDoesNotSurvive() {
    Result result = probe("hanging", "--http", "/", "--times", "1", "--timeout", "3");
    List<String> told = result.stdout();
    result.check(
        result.status() == 1
            && told.get(2).startsWith("split: 1 of 1 hung, ")
            && told.get(3).equals("does not survive split records")
            && told.get(4).startsWith("apart: 1 of 1 hung, ")
            && told.get(5).equals("nor in two writes"),
        "a server hung on split records, and probe does not say so");
  }

  private static Result probe(String kind, String... options) {
    try (Child server = ChildJvm.on(Jdks.assume(17)).brief().main(Receiver.class, kind).start()) {
      String port = server.awaitLine("^port (\\d+)").group(1);
      return ChildJvm.on(Jdks.assume(17))
          .brief()
          .jar(
              Target.agentJar(),
              Stream.concat(Stream.of("probe", "127.0.0.1:" + port), Stream.of(options))
                  .toArray(String[]::new))
          .run();
    }
  }
}
