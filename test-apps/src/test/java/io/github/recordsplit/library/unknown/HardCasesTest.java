package io.github.recordsplit.library.unknown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Undeploy;
import io.github.recordsplit.apps.fuzz.HardCases;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.Result;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Unknown TLS libraries that cannot be split, or not at once: what should be split and cannot be is
 * told, and refused where that is asked for; what is not split as it should be is known exactly.
 */
@Execution(ExecutionMode.CONCURRENT)
class HardCasesTest {
  private static final String KEEPS = "engine that keeps a byte";
  private static final String CHANNEL = "socket with a channel";
  private static final String JAVA_IO = "socket with a stream of java.io";
  private static final String ENGINE_SPLITS = "engine that splits";
  private static final String SOCKET_SPLITS = "socket that splits";

  private static final String SENT = ": [sent, sent] wire ";
  private static final String REFUSED =
      "javax.net.ssl.SSLException: recordsplit: this payload should be split and cannot be"
          + " (on-failure=refuse)";
  private static final String NOT_SENT = "its TLS library does not send what it is given";
  private static final String STREAM = "its stream is the JDK's ";

  @TestFactory
  Stream<DynamicTest> whatCannotBeSplitGoesOutAndIsTold() {
    return Jdks.some(
        jdk -> {
          List<String> due = List.of(KEEPS + SENT + "[200, 200]", CHANNEL + SENT + "[200, 200]");
          assertEquals(due, lines(run(jdk, "mode=selective,log=off", KEEPS, CHANNEL)));
          try (Child child =
              jvm(jdk)
                  .agent("mode=all,log=connections")
                  .main(HardCases.class, KEEPS, CHANNEL)
                  .start()) {
            child.awaitLine("^done");
            String status = Mail.ask(child.pid(), "status");
            child.closeInput();
            Result result = child.await().assertSilent();
            assertEquals(due, lines(result));
            result.check(status.contains(" 2 that cannot be"), status);
            for (String why : List.of(NOT_SENT, STREAM)) {
              result.check(status.contains("CANNOT: " + why), status);
              result.check(
                  result.stderr().stream()
                      .anyMatch(
                          l ->
                              l.contains("CANNOT: " + why)
                                  && l.contains(", VULNERABLE and not protected, ")),
                  "not told: " + why);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> whatCannotBeSplitIsRefusedWhereAskedFor() {
    return Jdks.some(
        jdk -> {
          String options = "mode=all,on-failure=refuse,log=off";
          List<String> due =
              List.of(
                  KEEPS
                      + ": ["
                      + REFUSED
                      + ": "
                      + NOT_SENT
                      + ", "
                      + REFUSED
                      + ": status says why] wire []",
                  CHANNEL + ": [" + REFUSED + "] wire []");
          Result refused = jvm(jdk).agent(options).main(HardCases.class, KEEPS, CHANNEL).run();
          assertEquals(due, lines(refused)); // the sentence is ours, the rest is silence
          refused.check(refused.stderr().isEmpty(), "stderr");
          String notAsked = "mode=selective,on-failure=refuse,log=off";
          assertEquals(
              List.of(KEEPS + SENT + "[200, 200]", CHANNEL + SENT + "[200, 200]"),
              lines(run(jdk, notAsked, KEEPS, CHANNEL)));
        });
  }

  /** Engines, sockets and streams that were found and woven pin no class loader. */
  @TestFactory
  @Tag("full")
  Stream<DynamicTest> whatIsUndeployedIsGone() {
    return Jdks.some(
        jdk -> {
          String[] all = {KEEPS, CHANNEL, JAVA_IO, ENGINE_SPLITS, SOCKET_SPLITS};
          String[] words =
              Stream.concat(Stream.of(HardCases.class.getName()), Stream.of(all))
                  .toArray(String[]::new);
          Result result =
              jvm(jdk).agent("mode=all,log=off").main(Undeploy.class, words).run().assertSilent();
          List<String> lines = lines(result);
          assertEquals(JAVA_IO + SENT + "[1, 199, 1, 199]", lines.get(2));
          assertEquals("collected", lines.get(all.length));
        });
  }

  /** Only an engine's records show it, and only once one payload was split twice. */
  @TestFactory
  @Tag("full")
  Stream<DynamicTest> whatSplitsByItselfUnseen() {
    return Jdks.some(
        jdk -> {
          String[] libraries = {ENGINE_SPLITS, ENGINE_SPLITS, SOCKET_SPLITS, JAVA_IO};
          assertEquals(
              List.of(
                  ENGINE_SPLITS + SENT + "[1, 1, 198, 1, 199]",
                  ENGINE_SPLITS + SENT + "[1, 199, 1, 199]",
                  SOCKET_SPLITS + SENT + "[1, 1, 198, 1, 1, 198]",
                  JAVA_IO + SENT + "[1, 199, 1, 199]"),
              lines(run(jdk, "mode=all,log=off", libraries)));
          assertEquals(
              List.of(
                  ENGINE_SPLITS + SENT + "[1, 199, 1, 199]",
                  SOCKET_SPLITS + SENT + "[1, 199, 1, 1, 198]",
                  JAVA_IO + SENT + "[200, 1, 199]"),
              lines(
                  run(jdk, "mode=all,first=whole,log=off", ENGINE_SPLITS, SOCKET_SPLITS, JAVA_IO)));
        });
  }

  private static List<String> lines(Result result) {
    return result.stdout().stream().filter(l -> !l.equals("done")).toList();
  }

  private static Result run(Jdk jdk, String options, String... libraries) {
    return jvm(jdk).agent(options).main(HardCases.class, libraries).run().assertSilent();
  }

  private static ChildJvm jvm(Jdk jdk) {
    return ChildJvm.on(jdk).brief();
  }
}
