package io.github.recordsplit.reliability;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Hello;
import io.github.recordsplit.apps.PeerNames;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.OtherUser;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Names of peers, and rules files, as nobody should make them. */
@Execution(ExecutionMode.CONCURRENT)
class HostileInputTest {
  private static final Path HOSTS =
      Target.write(
          "hostile/hosts.rules",
          """
          split host good.example
          split host bücher.example
          split host 10.1.2.3
          split host ::ffff:10.2.0.0/112
          split host *.suffix.example
          split host UP.Example.
          """);

  private static final List<String> MATCH =
      List.of(
          "good.example",
          "GOOD.Example.",
          "B\\u00dcCHER.example.",
          "xn--bcher-kva.example",
          "10.1.2.3",
          "::ffff:10.1.2.3",
          "[::FFFF:a01:203]",
          "10.2.7.7",
          "a.suffix.example",
          "a.{8000}suffix.example",
          "up.example");

  private static final List<String> OTHERS =
      List.of(
          "good.example\\u0000",
          "good.example\\u0000.evil.test",
          "evil.test\\u0000.good.example",
          "good.example..",
          "good.example\\u000aforged: line",
          "\\ud800.example",
          "b\\u00fccher.example\\u0000",
          "::ffff:10.1.2.4",
          "10.1.2.3.example",
          "suffix.example",
          "x{65536}",
          "\\u00e4.{16}",
          "%{65536}");

  /** With the rules' path and all that is said about a connection. */
  private static final int LONGEST_LINE = 1000;

  private static final List<String> HELLO = List.of("hello, errors");
  private static final String ON = "split host localhost\n";
  private static final String OFF = "mode all\nleave host localhost # as without the agent\n";

  @TestFactory
  Stream<DynamicTest> peersNamedByAnEnemy() {
    return Jdks.on(List.of(17), HostileInputTest::peers);
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> peersNamedByAnEnemyOnOthers() {
    return Jdks.on(List.of(8, 25), HostileInputTest::peers);
  }

  private static void peers(Jdk jdk) {
    List<String> names = new ArrayList<>(MATCH);
    names.addAll(OTHERS);
    Result result =
        ChildJvm.on(jdk)
            .brief()
            .property("jsse.enableCBCProtection", "false")
            .agent("rules=" + HOSTS + ",log=connections")
            .main(PeerNames.class, names.toArray(String[]::new))
            .run()
            .assertSilent();
    List<String> due = new ArrayList<>();
    MATCH.forEach(name -> due.add(name + " 1,99 1,99"));
    OTHERS.forEach(name -> due.add(name + " 100 100"));
    assertEquals(due, result.stdout());
    assertTrue(result.stderr().size() > names.size() / 2, () -> result.describe("lines"));
    assertTrue(
        result.stderr().stream().allMatch(line -> line.length() < LONGEST_LINE),
        () -> result.describe("a long line"));
  }

  /** A place where rules were, and what stands there now. */
  private interface Replacement {
    void make(Path path) throws Exception;
  }

  private record Wrong(String sentence, Replacement replacement) {}

  private static final List<Wrong> WRONG =
      List.of(
          new Wrong("this is a device or a pipe", HostileInputTest::pipe),
          new Wrong("this is a directory", Files::createDirectory),
          new Wrong("larger than 64 MB", path -> zeros(path, 100_000_000)),
          new Wrong("rules:1:1: ", path -> zeros(path, 5_000_000)),
          new Wrong("this is not UTF-8", path -> Files.copy(Target.agentJar(), path)));

  @Test
  void whatBecomesNoRulesFileLeavesTheLastRulesInForce() throws Exception {
    live(Jdks.running());
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> whatBecomesNoRulesFileOnOthers() {
    return Jdks.on(List.of(8, 25), HostileInputTest::live);
  }

  private static void live(Jdk jdk) throws Exception {
    Path file = Target.file("hostile/live-" + System.nanoTime() + "/rules");
    Files.writeString(file, ON);
    ChildJvm small = ChildJvm.on(jdk).flag("-Xmx64m");
    try (LiveTraffic app = new LiveTraffic(small, "rules=" + file, 2, Duration.ofMinutes(2))) {
      app.awaitAll(SPLIT);
      for (Wrong wrong : WRONG) {
        Path next = file.resolveSibling("next");
        wrong.replacement.make(next);
        Files.delete(file);
        Files.move(next, file);
        app.child.awaitLine("^recordsplit: .*" + wrong.sentence + ".*the last good rules stay");
        app.awaitAll(SPLIT);
      }
      changing(file);
      app.awaitAll(WHOLE);
      app.end().assertSilent();
    }
  }

  /** Grows while it is read, with ends in the middle of a word and of a character. */
  private static void changing(Path file) throws Exception {
    Files.delete(file);
    byte[] piece = "split host bücher.examp".getBytes(UTF_8);
    for (int i = 0; i < 60; i++) {
      Files.write(file, piece, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      Thread.sleep(10);
    }
    Path next = Files.writeString(file.resolveSibling("next"), OFF);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void pipe(Path path) throws Exception {
    assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
  }

  private static void zeros(Path path, long length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(length);
    }
  }

  /** The superuser may read everything, so the JVM is another user's. */
  @Test
  void anUnreadableRulesFileStopsTheJvm() throws Exception {
    OtherUser nobody = OtherUser.assume();
    Path rules = Files.createTempFile("recordsplit", ".rules");
    Files.setPosixFilePermissions(rules, PosixFilePermissions.fromString("rw-------"));
    try {
      Result result =
          ChildJvm.on(Jdks.running())
              .startedBy(nobody.starter())
              .agent(nobody.agentJar(), "rules=" + rules)
              .main("NotReached")
              .run();
      assertEquals(1, result.status(), () -> result.describe("status"));
      assertEquals(
          List.of("recordsplit: " + rules + ": there is no permission to read this rules file"),
          result.stderr());
    } finally {
      Files.delete(rules);
    }
  }

  /** It starts with the one or the other, or says in one sentence what it has read. */
  @Test
  void aRulesFileThatChangesWhileItIsReadAtTheStart() throws Exception {
    Path file = Target.write("hostile/changing.rules", ON);
    boolean[] stop = new boolean[1];
    Thread writer = new Thread(() -> rewrite(file, stop));
    writer.start();
    try {
      for (int i = 0; i < 4; i++) {
        Result result =
            ChildJvm.on(Jdks.running()).brief().agent("rules=" + file).main(Hello.class).run();
        List<String> stderr = result.stderr();
        boolean started = result.status() == Hello.STATUS && stderr.equals(HELLO);
        boolean refused = result.status() == 1 && result.stdout().isEmpty() && stderr.size() == 1;
        assertTrue(started || refused, () -> result.describe("neither started nor refused"));
        assertTrue(
            started || stderr.get(0).startsWith("recordsplit: " + file + ":"), stderr::toString);
      }
    } finally {
      synchronized (stop) {
        stop[0] = true;
      }
      writer.join();
    }
  }

  private static void rewrite(Path file, boolean[] stop) {
    String large = "split host *.a.example # a comment\n".repeat(5000);
    try {
      for (int i = 0; ; i++) {
        synchronized (stop) {
          if (stop[0]) {
            return;
          }
        }
        Files.writeString(file, i % 2 == 0 ? large : ON); // cut to nothing, then written in pieces
        Thread.sleep(1);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
