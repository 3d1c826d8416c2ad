package io.github.recordsplit.control;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

/** A rules file that changes under traffic, in each of the ways in which files are changed. */
@Execution(ExecutionMode.CONCURRENT)
class LiveRulesTest {
  private static final int CONNECTIONS = 8;

  /** For so long after a change the agent reads the file whatever its stamp says. */
  private static final int SETTLED_MILLIS = 3500;

  /** The mode that it asks for must not win over the option's. */
  private static final String ON = "mode none\nsplit host localhost\n";

  private static final String OFF = "mode all\nleave host localhost # as without the agent\n";
  private static final String WRONG = "mode selective\nsplt host localhost\n";

  /** How a file comes to have another content. */
  private enum Way {
    IN_PLACE {
      @Override
      void change(Path file, String text) throws IOException {
        Files.writeString(file, text);
      }
    },
    RENAME {
      @Override
      void change(Path file, String text) throws IOException {
        Path next = file.resolveSibling("next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      }
    },
    /** As Kubernetes does: the file stays a link to a link to a folder, and that one is swapped. */
    SWAP {
      @Override
      void change(Path file, String text) throws IOException {
        Path folder = file.getParent();
        Path data = Files.createDirectory(folder.resolve("..data" + System.nanoTime()));
        Files.writeString(data.resolve("rules"), text);
        Path link = Files.createSymbolicLink(folder.resolve("..tmp"), data.getFileName());
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        if (!Files.isSymbolicLink(file)) {
          Files.delete(file);
          Files.createSymbolicLink(file, Path.of("..data/rules"));
        }
      }
    };

    abstract void change(Path file, String text) throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> openConnectionsFollow() {
    return Stream.of(8, 17, 25, 26)
        .map(v -> DynamicTest.dynamicTest("Java " + v, () -> change(Jdks.assume(v), 6)));
  }

  @Test
  @Tag("full")
  void aThousandTimes() throws Exception {
    change(Jdks.running(), 1000);
  }

  private static void change(Jdk jdk, int changes) throws Exception {
    Path file = rules("changes" + changes + "-" + jdk.feature());
    try (LiveTraffic app = start(jdk, file, Duration.ofSeconds(60 + 5L * changes))) {
      app.awaitAll(SPLIT);
      Duration longest = Duration.ZERO;
      for (int i = 0; i < changes; i++) {
        boolean split = i % 2 == 1;
        if (i == changes - 1) {
          Thread.sleep(SETTLED_MILLIS);
        }
        way(i, changes).change(file, split ? ON : OFF);
        Duration took = app.awaitAll(split ? SPLIT : WHOLE);
        longest = took.compareTo(longest) > 0 ? took : longest;
      }
      Result result = app.end().assertSilent();
      assertEquals(changes + 1, result.stderr().size(), () -> result.describe("a line a change"));
      System.out.println(
          jdk + ": " + changes + " rule changes, the slowest in force after " + longest);
    }
  }

  /** A file that was put behind a link stays there. */
  private static Way way(int i, int changes) {
    return Way.values()[3 * i / changes];
  }

  @Test
  void theLastGoodRulesStay() throws Exception {
    Jdk jdk = Jdks.running();
    Path file = rules("wrong-" + jdk.feature());
    try (LiveTraffic app = start(jdk, file, Duration.ofMinutes(2))) {
      Files.writeString(file, WRONG);
      app.child.awaitLine("^recordsplit: .*rules:2:1: unknown statement 'splt'");
      Files.delete(file);
      app.child.awaitLine("^recordsplit: .*rules: there is no such rules file; ");
      Thread.sleep(1500);
      app.awaitAll(SPLIT);
      Files.writeString(file, OFF);
      app.awaitAll(WHOLE);
      assertLines(app.end().assertSilent(), "1 rule ", "splt", "no such", "1 rule ");
    }
  }

  /** An order stays across changes of the file, and 'enable' returns to the file as it is then. */
  @Test
  void anOrderStaysUntilEnable() throws Exception {
    Jdk jdk = Jdks.running();
    Path file = rules("order-" + jdk.feature());
    try (LiveTraffic app = start(jdk, file, Duration.ofMinutes(2))) {
      app.ask(jdk, "disable");
      app.awaitAll(WHOLE);
      Way.RENAME.change(file, "first whole\n" + ON);
      app.child.awaitLine("^recordsplit: rules changed: mode none, ");
      app.awaitAll(WHOLE);
      app.ask(jdk, "enable");
      app.awaitAll(SPLIT);
      app.ask(jdk, "mode", "all");
      Files.writeString(file, OFF);
      app.ask(jdk, "enable"); // reads the file at once, whatever the thread has seen
      app.awaitAll(WHOLE);
      app.end().assertSilent();
    }
  }

  private static LiveTraffic start(Jdk jdk, Path file, Duration limit) throws IOException {
    return new LiveTraffic(jdk, "mode=selective,rules=" + file, CONNECTIONS, limit);
  }

  private static Path rules(String test) throws IOException {
    Path folder = Target.file("live-rules/" + test + "-" + System.nanoTime() + "/rules");
    return Files.writeString(folder, ON);
  }

  /** One line each, in this order: trouble is told once. */
  private static void assertLines(Result result, String... parts) {
    List<String> lines = new ArrayList<>(result.stderr());
    boolean all = lines.size() == parts.length;
    for (int i = 0; all && i < parts.length; i++) {
      all = lines.get(i).contains(parts[i]);
    }
    result.check(all, "stderr is not " + List.of(parts));
  }
}
