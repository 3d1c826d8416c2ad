package io.github.recordsplit.tools;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.recordsplit.apps.LateTls;
import io.github.recordsplit.apps.Traffic;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jars;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The verbs about a running JVM: what they print, and what its open connections then send. */
@Execution(ExecutionMode.CONCURRENT)
class CommandLineTest {
  private static final String ORDER =
      "recordsplit: mode \\w+ \\(was \\w+\\): '(mode \\w+|enable)' ordered by"
          + " user \\d+ \\(process \\d+\\)";

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TestFactory
  Stream<DynamicTest> eachVerbWorksOnOpenConnections() {
    return on(
        jdk -> {
          try (LiveTraffic app = new LiveTraffic(jdk, "mode=all", 4, LIMIT)) {
            app.awaitAll(SPLIT);
            steps(app, jdk);
            Result result = app.end().assertSilent();
            // No agent was loaded again, so nothing but the orders is new on stderr.
            List<String> orders = result.stderr().subList(1, result.stderr().size());
            assertEquals(6, orders.size(), () -> result.describe("stderr"));
            for (String line : orders) {
              assertTrue(line.matches(ORDER), line);
            }
          }
        });
  }

  private static void steps(LiveTraffic app, Jdk jdk) throws InterruptedException {
    says(app.ask(jdk, "disable"), 0, "mode none \\(was all\\), until 'enable'");
    app.awaitAll(WHOLE);
    says(app.ask(jdk, "enable"), 0, "mode all \\(was none\\), as configured");
    app.awaitAll(SPLIT);
    says(app.ask(jdk, "mode", "selective"), 0, "mode selective \\(was all\\), until 'enable'");
    app.awaitAll(WHOLE);
    says(
        app.ask(jdk, "mode", "1", "--json"),
        0,
        "\\{\"mode\":\"all\",\"dryRun\":false,\"was\":\"selective\",\"configured\":\"all\"\\}");
    app.awaitAll(SPLIT);
    json(app.ask(jdk, "disable", "--json"), "was", "\"all\"");
    app.awaitAll(WHOLE);
    tellsThatNothingIsProtected(app.ask(jdk, "status").stdout());
    json(app.ask(jdk, "enable", "--json"), "mode", "\"all\"");
    app.awaitAll(SPLIT);
    Result json = app.ask(jdk, "status", "--json");
    json(json, "openConnections", "4");
    json(json, "vulnerableUnprotectedKinds", "0");
    String version = Target.agentVersion();
    json(json, "version", '"' + version + '"');
    says(LiveTraffic.command(jdk, "--version"), 0, "recordsplit " + Pattern.quote(version));
    Result status = app.ask(jdk, "status");
    assertTrue(status.stdout().get(1).contains("mode         all, "), status::toString);
    assertTrue(status.stdout().stream().anyMatch(l -> l.contains("4 open")), status::toString);
    assertTrue(status.stdout().contains("version      " + version), status::toString);
    refuses(app.ask(jdk, "attach"), 1, "process \\d+ has the agent already: .*");
    refuses(app.ask(jdk, "mode", "of"), 2, "unknown mode 'of' .*");
  }

  private static void tellsThatNothingIsProtected(List<String> status) {
    assertTrue(status.get(1).contains("mode         none, "), status::toString);
    assertTrue(status.stream().anyMatch(l -> l.contains("4 open")), status::toString);
    assertEquals(
        "1 kind of connection is vulnerable and not protected",
        status.get(status.size() - 1),
        "status says of what mode none leaves open that it is protected, or needs no protection");
  }

  /** What {@code explain} says of a file is what the wire does under it. */
  @TestFactory
  Stream<DynamicTest> filesAreCheckedAndExplained() {
    return on(
        jdk -> {
          String split = "split class " + Traffic.class.getName();
          Path file = Target.write("explained/" + jdk.feature(), split + "\n");
          try (LiveTraffic app = new LiveTraffic(jdk, "rules=" + file, 4, LIMIT)) {
            String rule = Pattern.quote(file + ":1: ");
            says(check(jdk, file), 0, "mode sel.*\\nscope .*\\nfirst .*\\n" + rule + split);
            json(check(jdk, file, "--json"), "mode", "\"selective\"");
            says(explain(jdk, file), 0, "split: " + rule + split + " decides 'split'");
            json(explain(jdk, file, "--json"), "split", "true");
            app.awaitAll(SPLIT);
            Files.writeString(file, "never host localhost\n" + split + "\n");
            says(explain(jdk, file), 1, "not split: " + rule + "never host localhost decides .*");
            app.awaitAll(WHOLE);
            Files.writeString(file, "nevr\n");
            refuses(check(jdk, file), 1, ".*:1:1: unknown statement 'nevr', .*");
            app.end().assertSilent();
          }
        });
  }

  private static Result check(Jdk jdk, Path file, String... more) {
    return about(jdk, "check", file, more);
  }

  private static Result explain(Jdk jdk, Path file, String... more) {
    List<String> asked =
        Stream.concat(
                Stream.of("--host", "localhost:443", "--class", Traffic.class.getName()),
                Stream.of(more))
            .toList();
    return about(jdk, "explain", file, asked.toArray(String[]::new));
  }

  private static Result about(Jdk jdk, String verb, Path file, String... more) {
    Stream<String> words = Stream.concat(Stream.of(verb, file.toString()), Stream.of(more));
    return LiveTraffic.command(jdk, words.toArray(String[]::new));
  }

  @TestFactory
  Stream<DynamicTest> attachReachesConnectionsThatAreOpen() {
    return on(
        jdk -> {
          // A Java 8 runtime has no attach API; any other JDK's command line reaches it.
          Jdk tool = jdk.feature() == 8 ? Jdks.running() : jdk;
          try (LiveTraffic app = new LiveTraffic(jdk, null, 4, LIMIT)) {
            app.awaitAll(WHOLE);
            refuses(app.ask(jdk, "status"), 1, "process \\d+ has no recordsplit agent: .*");
            refuses(app.ask(jdk, "attach", "mode=al"), 2, "agent option at column 6: .*");
            json(app.ask(tool, "attach", "mode=all", "--json"), "attached", "true");
            app.awaitAll(SPLIT);
            refuses(app.ask(tool, "attach"), 1, "process \\d+ has the agent already: .*");
            says(app.ask(jdk, "disable"), 0, "mode none \\(was all\\), until 'enable'");
            app.awaitAll(WHOLE);
            app.end();
          }
        });
  }

  /** What is asked for before the first TLS class holds from the first payload on. */
  @TestFactory
  Stream<DynamicTest> anOrderWaitsForTls() {
    return on(
        List.of(8, 25),
        jdk -> {
          String name = "pending-" + jdk.feature() + ".jar";
          ChildJvm jvm = ChildJvm.on(jdk).brief().agent("mode=all");
          try (Child child = jvm.jar(Jars.of(name, LateTls.class)).start()) {
            child.awaitLine("^waiting");
            says(LiveTraffic.command(jdk, "status", name), 0, ".* has used no TLS yet, .*");
            says(LiveTraffic.command(jdk, "mode", name, "2"), 0, ".* this is left for it, .*");
            child.closeInput();
            List<String> stderr = child.await().assertSilent().stderr();
            assertTrue(stderr.get(0).startsWith("recordsplit: mode none, "), stderr::toString);
          }
        });
  }

  @Test
  void whatCannotBeDoneIsOneSentence() {
    Jdk jdk = Jdks.running();
    Path jar = Jars.of("twice.jar", LateTls.class);
    try (Child closed = waiting(jdk, "-XX:+DisableAttachMechanism", jar);
        Child still = waiting(jdk, "-XX:-EnableDynamicAgentLoading", jar)) {
      refuses(
          attach(jdk, closed), 1, ".* was started with -XX:.DisableAttachMechanism; instead, .*");
      refuses(attach(jdk, still), 1, ".* was started with -XX:-EnableDynamicAgentLoading; .*");
      refuses(
          LiveTraffic.command(jdk, "enable", "twice"),
          2,
          "'twice' is the name of several JVMs, give a number \\(\\d+ .*twice.jar, \\d+ .*\\)");
      refuses(
          LiveTraffic.command(jdk, "enable", "thrice"),
          1,
          "no JVM with main class or jar 'thrice' is running.*");
      Optional<Jdk> jre = Jdks.find(8).filter(CommandLineTest::hasNoAttachApi);
      if (jre.isPresent()) {
        refuses(
            attach(jre.get(), still), 1, ".* was started with -XX:-EnableDynamicAgentLoading.*");
        try (Child open = waiting(jdk, "-XX:+UseSerialGC", jar)) {
          refuses(attach(jre.get(), open), 1, "this Java .* has no attach API: .*");
        }
      }
    }
  }

  /** Attaching sends a signal that ends what is no JVM, if the JDK does not look first. */
  @Test
  void anotherProcessIsLeftAlone() throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      for (String verb : List.of("attach", "status", "disable")) {
        Result result = LiveTraffic.command(Jdks.running(), verb, "" + other.pid());
        refuses(result, 1, "process " + other.pid() + " is no JVM");
      }
      assertTrue(other.isAlive());
    } finally {
      other.destroy();
    }
  }

  private static boolean hasNoAttachApi(Jdk java8) {
    return !Files.exists(java8.home().resolve("lib/tools.jar"));
  }

  private static Child waiting(Jdk jdk, String flag, Path jar) {
    Child child = ChildJvm.on(jdk).brief().flag(flag).jar(jar).start();
    child.awaitLine("^waiting");
    return child;
  }

  private static Result attach(Jdk jdk, Child child) {
    return LiveTraffic.command(jdk, "attach", String.valueOf(child.pid()));
  }

  private interface OnJdk {
    void run(Jdk jdk) throws Exception;
  }

  private static Stream<DynamicTest> on(OnJdk test) {
    return on(List.of(8, 17, 25, 26), test);
  }

  private static Stream<DynamicTest> on(List<Integer> versions, OnJdk test) {
    return versions.stream()
        .map(v -> DynamicTest.dynamicTest("Java " + v, () -> test.run(Jdks.assume(v))));
  }

  private static void says(Result result, int status, String regex) {
    String all = String.join("\n", result.stdout());
    result.check(Pattern.matches(regex, all), "stdout is not " + regex);
    result.check(result.status() == status && result.stderr().isEmpty(), "not status " + status);
  }

  /** One object, and nothing beside it. */
  private static void json(Result result, String name, String value) {
    result.check(result.status() == 0 && result.stderr().isEmpty(), "not done");
    JsonElement found =
        JsonParser.parseString(String.join("\n", result.stdout())).getAsJsonObject().get(name);
    result.check(value.equals(String.valueOf(found)), name + " is " + found + ", not " + value);
  }

  private static void refuses(Result result, int status, String regex) {
    String all = String.join("\n", result.stderr());
    result.check(Pattern.matches("recordsplit: " + regex, all), "stderr is not " + regex);
    result.check(result.status() == status && result.stdout().isEmpty(), "not status " + status);
  }
}
