package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.library.Providers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** With {@code first=whole} the first payload after a handshake is whole, and only that one. */
@Execution(ExecutionMode.CONCURRENT)
class FirstPayloadTest {
  @TestFactory
  Stream<DynamicTest> ofBctls() {
    return Jdks.on(List.of(17), jdk -> isWhole(Providers.bctls(ChildJvm.on(jdk), Providers.BCTLS)));
  }

  @TestFactory
  Stream<DynamicTest> ofUnknownLibraries() {
    return Jdks.on(List.of(17), jdk -> isWhole(Providers.generated(ChildJvm.on(jdk))));
  }

  private static void isWhole(ChildJvm child) {
    Result result =
        child
            .brief()
            .agent("mode=all,first=whole")
            .main(Lengths.class, "TLSv1/CBC", "socket,engine", "100")
            .run();
    List<String> records =
        result.stdout().stream().map(l -> l.replaceAll(" (writes|wraps)=.*", "")).sorted().toList();
    assertEquals(
        Stream.of("engine client", "engine server", "socket client", "socket server")
            .map(end -> "TLSv1/CBC " + end + " 100 ")
            .flatMap(l -> Stream.of(l + "first records=100", l + "later records=1,99"))
            .toList(),
        records,
        () -> result.describe("its library never knows which payload is the first (first=whole)"));
  }
}
