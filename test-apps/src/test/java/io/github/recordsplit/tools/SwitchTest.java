package io.github.recordsplit.tools;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Where the mode comes from, and how long it holds: read from the wire. */
@Execution(ExecutionMode.CONCURRENT)
class SwitchTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** The value of a machine: it holds for JVMs that run, and for those that start later. */
  @TestFactory
  Stream<DynamicTest> aFileIsTheSwitchOfAMachine() {
    return Jdks.some(
        jdk -> {
          String text = "# ours\nmode all # for all\nnever host b\n";
          Path file = Target.write("switch/" + jdk.feature() + "/rules", text);
          Files.deleteIfExists(file.resolveSibling("rules.before"));
          try (LiveTraffic app = new LiveTraffic(jdk, "rules=" + file, 2, LIMIT)) {
            app.awaitAll(SPLIT);
            Result disabled = verb(jdk, "disable", "--file", file.toString());
            says(
                disabled,
                file + ": mode none (was all); the file as it was is in " + file + ".before");
            app.awaitAll(WHOLE);
            try (LiveTraffic later = new LiveTraffic(jdk, "rules=" + file, 1, LIMIT)) {
              later.awaitAll(WHOLE);
            }
            assertEquals(text.replace("mode all", "mode none"), Files.readString(file));
            says(verb(jdk, "enable", "--file", file.toString()), file + ": mode all (was none)");
            app.awaitAll(SPLIT);
            assertEquals(text, Files.readString(file));
            app.end().assertSilent();
          }
        });
  }

  /** An option goes before the file: who changes the file is told. */
  @TestFactory
  Stream<DynamicTest> whoIsOverruledIsTold() {
    return Jdks.some(
        jdk -> {
          Path file = Target.write("overruled/" + jdk.feature() + "/rules", "mode none\n");
          ChildJvm jvm = ChildJvm.on(jdk).property("recordsplit.mode", "all");
          try (LiveTraffic app = new LiveTraffic(jvm, "rules=" + file, 1, LIMIT)) {
            app.awaitAll(SPLIT);
            Result changed = verb(jdk, "mode", "--file", file.toString(), "selective");
            String told =
                "process "
                    + app.child.pid()
                    + " (io.github.recordsplit.apps.Traffic) stays in mode all: its"
                    + " -Drecordsplit.mode goes before the file";
            assertEquals(told, changed.stdout().get(1));
            app.awaitAll(SPLIT);
            app.end();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> anOrderForAWhileEndsByItself() {
    return Jdks.some(
        jdk -> {
          try (LiveTraffic app = new LiveTraffic(jdk, "mode=selective", 2, LIMIT)) {
            app.awaitAll(WHOLE);
            says(
                app.ask(jdk, "mode", "all", "--for", "15s"),
                "mode all (was selective), for 15 s, then selective");
            app.awaitAll(SPLIT);
            app.child.awaitLine("mode selective again: the time of mode all is over");
            app.awaitAll(WHOLE);
            app.ask(jdk, "mode", "all", "--for", "1d");
            app.awaitAll(SPLIT);
            JsonObject status = status(app.ask(jdk, "status", "--json"));
            assertTrue(status.get("orderedUntil").getAsString().endsWith("Z"), status::toString);
            app.ask(jdk, "disable");
            app.awaitAll(WHOLE);
            assertTrue(status(app.ask(jdk, "status", "--json")).get("orderedUntil").isJsonNull());
            app.end();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> optionsStandElsewhereToo() {
    return Jdks.some(
        jdk -> {
          elsewhere(jdk, "", "none", null, WHOLE, Map.of("mode", "RECORDSPLIT_MODE"));
          elsewhere(jdk, "", "none", "all", SPLIT, Map.of("mode", "-Drecordsplit.mode"));
          Map<String, String> from = Map.of("mode", "agent option", "first", "agent option");
          elsewhere(jdk, "mode=none,first=whole", "all", "all", WHOLE, from);
        });
  }

  private static void elsewhere(
      Jdk jdk,
      String options,
      String variable,
      String property,
      java.util.List<Integer> due,
      Map<String, String> from)
      throws Exception {
    ChildJvm jvm = ChildJvm.on(jdk).environment("RECORDSPLIT_MODE", variable);
    if (property != null) {
      jvm.property("recordsplit.mode", property);
    }
    try (LiveTraffic app = new LiveTraffic(jvm, options, 1, LIMIT)) {
      app.awaitAll(due);
      Map<String, String> told = new TreeMap<>();
      JsonArray given = status(app.ask(jdk, "status", "--json")).getAsJsonArray("options");
      given.forEach(
          option -> {
            JsonObject of = option.getAsJsonObject();
            told.put(of.get("key").getAsString(), of.get("from").getAsString());
          });
      assertEquals(new TreeMap<>(from), told);
      app.end().assertSilent();
    }
  }

  /** What a wrong file needs most is the command line. */
  @TestFactory
  Stream<DynamicTest> theCommandLineIsNoAgent() {
    return Jdks.some(
        jdk -> {
          Path file = Target.write("switch/wrong" + jdk.feature(), "mode all\n");
          try (LiveTraffic app = new LiveTraffic(jdk, "rules=" + file, 1, LIMIT)) {
            app.awaitAll(SPLIT);
            Files.writeString(file, "splt\n");
            app.child.awaitLine("unknown statement 'splt'");
            String agent = "-javaagent:" + Target.agentJar() + "=rules=" + file;
            ChildJvm command = ChildJvm.on(jdk).brief().environment("JAVA_TOOL_OPTIONS", agent);
            Result status = command.jar(Target.agentJar(), "status", "" + app.child.pid()).run();
            assertEquals(1, status.status(), "the rules file is wrong");
            assertTrue(status.stdout().toString().contains("  WRONG      "), status::toString);
            assertEquals(1, status.stderr().size(), "what the JVM says, and no more");
            app.end();
          }
        });
  }

  /** Rows as long as they are: who pipes them wants all of them. */
  @TestFactory
  Stream<DynamicTest> nothingIsCutInAPipe() {
    return Jdks.some(
        jdk -> {
          String host = "a".repeat(60) + "." + "b".repeat(60) + ".example";
          Path file = Target.write("switch/long" + jdk.feature(), "never host " + host + "\n");
          try (LiveTraffic app = new LiveTraffic(jdk, "mode=all,rules=" + file, 1, LIMIT)) {
            app.awaitAll(SPLIT);
            Result status = app.ask(jdk, "status");
            assertTrue(status.stdout().toString().contains("never host " + host + ","));
            app.end().assertSilent();
          }
        });
  }

  private static Result verb(Jdk jdk, String... words) {
    return LiveTraffic.command(jdk, words);
  }

  private static JsonObject status(Result result) {
    return JsonParser.parseString(String.join("\n", result.stdout())).getAsJsonObject();
  }

  private static void says(Result result, String line) {
    result.check(result.status() == 0, "not done");
    assertEquals(line, String.join("\n", result.stdout()));
  }
}
