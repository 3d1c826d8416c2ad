package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.FlagClient;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import io.github.recordsplit.wire.Due;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The flag that code sends on its session: before the rules, and no match for mode none. */
@Execution(ExecutionMode.CONCURRENT)
class FlagTest {
  /** The letters are what is due for each {@code send}: split, never, or left to the JDK. */
  private record Connection(String host, String steps, String due) {
    Connection(String steps, String due) {
      this("localhost", steps, due);
    }

    String name() {
      return host + "-" + steps.replace(' ', '-');
    }

    String argument() {
      return name() + " " + host + " " + steps;
    }
  }

  private static final Path RULES =
      Target.write("rules/flag.txt", "never host localhost\nsplit host *.split.test\n");

  /** For mode none, which comes even before a rule. */
  private static final Path SPLIT =
      Target.write("rules/flag-none.txt", "mode none\nsplit host localhost\n");

  @TestFactory
  Stream<DynamicTest> flagChangesModeAll() {
    Connection[] connections = {
      new Connection("send send", "SS"),
      new Connection("never send send", "NN"),
      new Connection("leave send send", "LL"),
      new Connection("split send never send split send", "SNS"),
      new Connection("send leave send never send remove send", "SLNS"),
      new Connection("never send leave send", "NL"),
      new Connection("nonsense send Never send remove send", "SNS")
    };
    // Only what is left alone shows which of the two the JDK would do.
    return Stream.of(true, false)
        .flatMap(on -> Jdks.each(jdk -> run(jdk, "mode=all", on, connections)));
  }

  @TestFactory
  Stream<DynamicTest> flagComesBeforeTheRules() {
    Connection[] connections = {
      new Connection("send", "N"),
      new Connection("split send remove send split send", "SNS"),
      new Connection("send leave send", "NL"),
      new Connection("a.split.test", "never send remove send", "NS"),
      new Connection("a.split.test", "leave send remove send", "LS")
    };
    return Jdks.each(jdk -> run(jdk, "rules=" + RULES, true, connections));
  }

  @TestFactory
  Stream<DynamicTest> modeNoneIgnoresTheFlag() {
    Connection ignored = new Connection("split send leave send", "NN");
    return Jdks.each(jdk -> run(jdk, "rules=" + SPLIT, true, ignored));
  }

  /** The scope says which connections may be split at all; a flag does not widen it. */
  @TestFactory
  Stream<DynamicTest> flagStaysWithinTheScope() {
    return Jdks.each(
        jdk -> {
          try (RecordServer server = RecordServer.start(Tls.V1_2_GCM, Protocol.LINE)) {
            Result result = client(jdk, "mode=all", true, server, "a localhost split send send");
            assertEquals(
                Map.of("a", Due.NEVER.requests(2)),
                server.recordsByLabel(),
                () -> result.describe("scope"));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> withoutTheAgentTheFlagIsHarmless() {
    Connection alone = new Connection("never send split send remove send", "LLL");
    return Jdks.each(jdk -> run(jdk, null, true, alone));
  }

  private static void run(Jdk jdk, String options, boolean jdkProtects, Connection... connections)
      throws Exception {
    List<String> arguments = new ArrayList<>();
    Map<String, List<List<Integer>>> due = new LinkedHashMap<>();
    for (Connection connection : connections) {
      arguments.add(connection.argument());
      due.put(connection.name(), records(connection.due(), jdkProtects));
    }
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE)) {
      Result result = client(jdk, options, jdkProtects, server, arguments.toArray(String[]::new));
      assertEquals(due, server.recordsByLabel(), () -> result.describe(options));
    }
  }

  private static List<List<Integer>> records(String due, boolean jdkProtects) {
    return IntStream.range(0, due.length())
        .mapToObj(i -> due(due.charAt(i), jdkProtects).records(i == 0))
        .toList();
  }

  private static Due due(char letter, boolean jdkProtects) {
    return switch (letter) {
      case 'S' -> Due.SPLIT;
      case 'L' -> jdkProtects ? Due.LEAVE : Due.NEVER;
      default -> Due.NEVER;
    };
  }

  private static Result client(
      Jdk jdk, String options, boolean jdkProtects, RecordServer server, String... connections) {
    List<String> arguments = new ArrayList<>(List.of(String.valueOf(server.port())));
    arguments.addAll(List.of(connections));
    ChildJvm child =
        ChildJvm.on(jdk).brief().main(FlagClient.class, arguments.toArray(String[]::new));
    child.property("jsse.enableCBCProtection", String.valueOf(jdkProtects));
    return (options == null ? child : child.agent(options)).run().assertSilent();
  }
}
