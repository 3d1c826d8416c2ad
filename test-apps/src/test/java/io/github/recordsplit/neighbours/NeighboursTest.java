package io.github.recordsplit.neighbours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Documents;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Beside another vendor's agent, which comes first or last on the command line, records are split
 * or whole as asked for, and that agent does and says what it does and says alone.
 *
 * <p>{@code -Dneighbour=REGEX} tries only those whose constants have such a name.
 */
@Execution(ExecutionMode.CONCURRENT)
class NeighboursTest {
  /** One of each sort: advice, coverage of what ours weaves, trace rules, metrics. */
  private static final Set<Neighbour> ONE_OF_EACH_SORT =
      EnumSet.of(
          Neighbour.ASPECT_J, Neighbour.JACOCO_TLS, Neighbour.BYTEMAN, Neighbour.JMX_EXPORTER);

  private static final int WIDELY_USED = 17;

  private static final String[] CONNECTIONS = {
    "socket client 2001", "engine client 2002", "socket server 2003", "engine server 2004"
  };

  private static final String OURS = "recordsplit: ";

  @Test
  void readmeHasTheRowsOfTheTests() {
    List<String> due = Arrays.stream(Neighbour.values()).map(Neighbour::row).toList();
    assertEquals(
        String.join("\n", due),
        String.join("\n", Documents.rows(Documents.TEST_APPS, "## Other agents")));
  }

  @TestFactory
  Stream<DynamicContainer> oneOfEachSort() {
    return each(ONE_OF_EACH_SORT, List.of(WIDELY_USED));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicContainer> allOfThem() {
    return each(EnumSet.allOf(Neighbour.class), List.of(8, WIDELY_USED, 25));
  }

  private static Stream<DynamicContainer> each(Set<Neighbour> some, List<Integer> jdks) {
    String names = System.getProperty("neighbour", ".*");
    return some.stream()
        .filter(neighbour -> neighbour.name().matches(names))
        .map(
            neighbour ->
                DynamicContainer.dynamicContainer(
                    neighbour.name(),
                    Jdks.on(
                        jdks.stream().filter(neighbour.jdks()::contains).toList(),
                        jdk -> compare(neighbour, jdk))));
  }

  private static void compare(Neighbour neighbour, Jdk jdk) throws Exception {
    Seen alone = run(neighbour, jdk, "alone", jvm -> jvm, jvm -> jvm);
    assertFalse(alone.work.isEmpty(), "the neighbour alone does nothing");
    UnaryOperator<ChildJvm> ours = jvm -> jvm.agent("mode=all");
    same(alone, run(neighbour, jdk, "last", ours, jvm -> jvm));
    same(alone, run(neighbour, jdk, "first", jvm -> jvm, ours));
  }

  private static void same(Seen alone, Seen beside) {
    assertEquals(alone.results, beside.results, "results");
    assertEquals(
        String.join("\n", alone.work), String.join("\n", beside.work), "the neighbour's own work");
    assertEquals(
        String.join("\n", alone.stderr),
        String.join("\n", beside.stderr),
        "the neighbour's stderr");
  }

  /** What the application did, what the other agent did, and what else was on stderr. */
  private record Seen(List<String> results, List<String> work, List<String> stderr) {}

  private static Seen run(
      Neighbour neighbour,
      Jdk jdk,
      String place,
      UnaryOperator<ChildJvm> before,
      UnaryOperator<ChildJvm> after)
      throws Exception {
    try (House house = new House(neighbour, jdk.feature() + "-" + place)) {
      ChildJvm jvm = after.apply(neighbour.in(before.apply(jvm(jdk)), house));
      Work work = new Work(neighbour, house);
      try (Child child = neighbour.start(jvm, CONNECTIONS).start()) {
        child.awaitLine("^open 4");
        boolean alone = place.equals("alone");
        assertRecords(child, "first", alone ? "200" : "1,199");
        assertRecords(child, "later", alone ? "200" : "1,199");
        if (!alone) {
          String status = Mail.ask(child.pid(), "status");
          assertTrue(status.contains("\nfailures     0\n"), status);
          Mail.ask(child.pid(), "mode", "none");
        }
        assertRecords(child, "none", "200");
        work.lookAt();
        child.closeInput();
        Result result = child.await();
        result.check(result.status() == 0, "exit status is not 0");
        result.check(result.stdout().stream().noneMatch(l -> l.contains(OURS)), "on stdout");
        result.check(
            result.stderr().stream().noneMatch(l -> l.startsWith(OURS + "error")), "error");
        List<String> done = work.of(result);
        return new Seen(
            result.stdout().stream().filter(l -> l.startsWith("got ")).toList(),
            done,
            work.others(without(result.stderr())));
      }
    }
  }

  private static List<String> without(List<String> stderr) {
    List<String> others = new ArrayList<>(stderr);
    others.removeIf(l -> l.startsWith(OURS));
    return others;
  }

  private static void assertRecords(Child child, String name, String records) {
    child.type(name + "\n");
    for (String connection : CONNECTIONS) {
      assertEquals(
          records, child.awaitLine("^" + name + ": " + connection + ": (.*)").group(1), connection);
    }
  }

  /** The JDK's own protection is off: a record shows a payload. TLS 1.0 is what is spoken. */
  private static ChildJvm jvm(Jdk jdk) {
    ChildJvm jvm =
        ChildJvm.on(jdk)
            .brief()
            .property("jsse.enableCBCProtection", "false")
            .property("https.protocols", "TLSv1")
            .property("https.cipherSuites", "TLS_RSA_WITH_AES_128_CBC_SHA");
    return jdk.feature() < 13 ? jvm : jvm.flag("-XX:+AllowRedefinitionToAddDeleteMethods");
  }
}
