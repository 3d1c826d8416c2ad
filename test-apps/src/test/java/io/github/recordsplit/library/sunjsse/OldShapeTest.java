package io.github.recordsplit.library.sunjsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.OldShape;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The shape of SunJSSE before JDK 8u261, which no JDK at hand has any more: classes of that shape
 * (see the resources) are woven, verified and driven.
 */
class OldShapeTest {
  private static final String WHOLE = "records=[100] writes=[1]";
  private static final Path CLASSES = Target.file("old8u/classes").getParent();

  @BeforeAll
  static void compile() throws IOException, URISyntaxException {
    Path sources = Path.of(OldShapeTest.class.getResource("/old8u").toURI());
    List<String> arguments =
        new ArrayList<>(List.of("--release", "8", "-nowarn", "-d", CLASSES.toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files.filter(f -> f.toString().endsWith(".java")).forEach(f -> arguments.add(f.toString()));
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, status, "the old shape does not compile");
  }

  @TestFactory
  Stream<DynamicTest> splitsEveryPayloadInOneWrite() {
    return Jdks.each(
        jdk -> {
          for (String noDelay : List.of("false", "true")) {
            List<String> lines = run(ChildJvm.on(jdk).agent("mode=all"), "0301", noDelay);
            assertLine(lines, "socket 0 first records=[] writes=[]");
            assertLine(lines, "socket 1 later records=[1] writes=[1]");
            assertLine(lines, "socket 2 first records=[1,1] writes=[2]");
            assertLine(lines, "socket 100 later records=[1,99] writes=[2]");
            assertLine(lines, "socket 16385 first records=[1,16384] writes=[2]");
            assertLine(lines, "socket 16405 later records=[1,16384,20] writes=[2,1]");
            assertLine(lines, "socket 40000 first records=[1,16384,16384,7231] writes=[2,1,1]");
            assertLine(lines, "engine 1 first records=[1] writes=[1]");
            assertLine(lines, "engine 1 later records=[1] writes=[1]");
            assertLine(lines, "engine 100 first records=[1,99] writes=[2]");
            assertLine(lines, "engine 100 later records=[1,99] writes=[2]");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> apartBothRecordsLeaveByThemselves() {
    Path rules = Target.write("old8u/apart.txt", "split apart\n");
    return Jdks.on(
        List.of(8, 17, 25),
        jdk -> {
          for (String noDelay : List.of("false", "true")) {
            List<String> lines = run(ChildJvm.on(jdk).agent("rules=" + rules), "0301", noDelay);
            assertLine(lines, "socket 0 first records=[] writes=[]");
            assertLine(lines, "socket 1 later records=[1] writes=[1]");
            assertLine(lines, "socket 2 first records=[1,1] writes=[1,1]");
            assertLine(lines, "socket 100 later records=[1,99] writes=[1,1]");
            assertLine(lines, "socket 16385 first records=[1,16384] writes=[1,1]");
            assertLine(lines, "socket 40000 first records=[1,16384,16384,7231] writes=[1,1,1,1]");
            assertLine(lines, "engine 1 first records=[1] writes=[1]");
            assertLine(lines, "engine 1 later records=[1] writes=[1]");
            assertLine(lines, "engine 2 first records=[1,1] writes=[1,1]");
            assertLine(lines, "engine 100 first records=[1,99] writes=[1,1]");
            assertLine(lines, "engine 100 later records=[1,99] writes=[1,1]");
            assertLine(lines, "engine 16385 later records=[1,16384] writes=[1,1]");
            assertLine(
                lines, "engine 40000 later records=[1,16384,1,16384,1,7229] writes=[1,1,1,1,1,1]");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> leftAloneItBehavesAsWithoutTheAgent() {
    return Jdks.each(
        jdk -> {
          for (String noDelay : List.of("false", "true")) {
            List<String> without = run(ChildJvm.on(jdk), "0301", noDelay);
            assertEquals(without, run(ChildJvm.on(jdk).agent(""), "0301", noDelay));
            // What the JDK itself does here: hold the first record only where Nagle is on.
            String writes = noDelay.equals("true") ? "[1,1]" : "[2]";
            assertLine(without, "socket 100 later records=[1,99] writes=" + writes);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> neverSplitsNothing() {
    return Jdks.each(
        jdk -> {
          List<String> unprotected =
              run(ChildJvm.on(jdk).property("jsse.enableCBCProtection", "false"), "0301", "false");
          assertLine(unprotected, "socket 100 later records=[100] writes=[1]");
          assertEquals(unprotected, run(ChildJvm.on(jdk).agent("mode=none"), "0301", "false"));
        });
  }

  @TestFactory
  Stream<DynamicTest> splitsNewerProtocolsOnlyInScopeAny() {
    return Jdks.each(
        jdk -> {
          assertEquals(
              run(ChildJvm.on(jdk), "0303", "true"),
              run(ChildJvm.on(jdk).agent("mode=all"), "0303", "true"));
          List<String> any = run(ChildJvm.on(jdk).agent("mode=all,scope=any"), "0303", "true");
          assertLine(any, "socket 100 first records=[1,99] writes=[2]");
          assertLine(any, "engine 1 later records=[1] writes=[1]");
          List<String> whole =
              run(ChildJvm.on(jdk).agent("mode=all,scope=any,first=whole"), "0303", "true");
          assertLine(whole, "socket 100 first records=[100] writes=[1]");
          assertLine(whole, "socket 100 later records=[1,99] writes=[2]");
        });
  }

  @TestFactory
  Stream<DynamicTest> rulesSeeHostAndRole() {
    Path rules = Target.file("old8u/rules.txt");
    return Jdks.each(
        jdk -> {
          Files.writeString(rules, "split host old.test role client\n");
          assertLine(
              run(ChildJvm.on(jdk).agent("rules=" + rules), "0301", "true"),
              "socket 100 first records=[1,99] writes=[2]");
          Files.writeString(rules, "split host other.test\nsplit role server\n");
          assertLine(
              run(ChildJvm.on(jdk).agent("rules=" + rules), "0301", "true"),
              "socket 100 first records=[100] writes=[1]");
        });
  }

  @TestFactory
  Stream<DynamicTest> countsWhatHasShakenHands() {
    return Jdks.some(
        jdk ->
            assertEquals(
                List.of(
                    "made connections=0 open=0",
                    "shaken connections=2 open=2",
                    "closed connections=2 open=1",
                    "both closed connections=2 open=0"),
                run(ChildJvm.on(jdk).brief().agent("mode=all"), "0301", "true", "counts")));
  }

  /** Whose class is on the stack, and what the application binds to its session. */
  @TestFactory
  Stream<DynamicTest> classRulesAndTheFlagDecide() {
    Path rules = Target.file("old8u/classes.txt");
    return Jdks.some(
        jdk -> {
          Files.writeString(rules, "mode all\nnever class io.github.recordsplit.apps.OldShape\n");
          assertBoth(run(ChildJvm.on(jdk).agent("rules=" + rules), "0301", "true"), WHOLE);
          ChildJvm never = ChildJvm.on(jdk).property("apps.flag", "never").agent("mode=all");
          assertBoth(run(never, "0301", "true"), WHOLE);
          ChildJvm split = ChildJvm.on(jdk).property("apps.flag", "split").agent("");
          assertBoth(run(split, "0301", "true"), "records=[1,99] writes=[2]");
        });
  }

  @TestFactory
  Stream<DynamicTest> statusTellsOfThem() {
    return Jdks.some(
        jdk -> {
          ChildJvm jvm = ChildJvm.on(jdk).brief().agent("mode=all").property("apps.stays", "true");
          String[] words = {CLASSES.toString(), "0301", "true"};
          try (Child child = jvm.main(OldShape.class, words).start()) {
            child.awaitLine("^done");
            String status = Mail.ask(child.pid(), "status");
            assertTrue(status.contains("old.test") && status.contains("mode all"), status);
            assertTrue(status.contains("\nfailures     0\n"), status);
            child.closeInput();
            child.await().assertSilent();
          }
        });
  }

  private static void assertBoth(List<String> lines, String due) {
    assertLine(lines, "socket 100 first " + due);
    assertLine(lines, "engine 100 later " + due);
  }

  private static List<String> run(ChildJvm child, String... words) {
    List<String> arguments = new ArrayList<>(List.of(CLASSES.toString()));
    arguments.addAll(List.of(words));
    Result result = child.main(OldShape.class, arguments.toArray(String[]::new)).run();
    result.assertSilent();
    result.check(result.stdout().stream().noneMatch(l -> l.endsWith("BAD")), "payload altered");
    return result.stdout();
  }

  private static void assertLine(List<String> lines, String expected) {
    String key = expected.substring(0, expected.indexOf(" records"));
    String actual = lines.stream().filter(l -> l.startsWith(key)).findFirst().orElse("none");
    assertEquals(expected, actual);
  }
}
