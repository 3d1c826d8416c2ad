package io.github.recordsplit.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Faults;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.library.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A transport that fails at any single write of a session: the application sees what it would see
 * without the agent, at the same payload, and the peer gets each byte once and in order (which
 * {@link Faults} checks, and ends with an exception if not).
 */
@Execution(ExecutionMode.CONCURRENT)
class TransportFaultsTest {
  private static final String VULNERABLE = "TLSv1/CBC";
  private static final List<String> OTHERS = List.of("TLSv1.2/CBC", "TLSv1.2/GCM", "TLSv1.3/GCM");
  private static final String[] ALL = {
    "FAILS", "RESET", "LATE", "TIMEOUT", "UNCHECKED", "STALL", "CLOSE", "INTERRUPT"
  };

  /** Whether the closing or the shaking thread hears of it first is luck, with or without us. */
  private static final Pattern CLOSE_IN_A_HANDSHAKE = Pattern.compile(" CLOSE payload=(0|20) ");

  /** Handshake, 50 payloads, the handshake in between, and the end. */
  private static final int LEAST_WRITES = 52;

  @TestFactory
  Stream<DynamicTest> everyWriteOfAVulnerableSession() {
    return jdks(jdk -> compare(jdk, VULNERABLE, ALL));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> everyWriteWithTls13AndKeyUpdates() {
    return jdks(jdk -> compare(jdk, "TLSv1.3/GCM", "RESET", "LATE"));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> everyWriteOfEveryKindOfSession() {
    return jdks(jdk -> OTHERS.forEach(kind -> compare(jdk, kind, ALL)));
  }

  /** bctls makes one handshake a connection, and logs what it meets. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> everyWriteOfBctls() {
    return jdks(
        jdk -> {
          Supplier<ChildJvm> bctls =
              () ->
                  Providers.bctls(ChildJvm.on(jdk), Providers.BCTLS)
                      .property("apps.handshakeBefore", "-1");
          compare(jdk + " bctls", bctls, VULNERABLE, ALL);
        });
  }

  /** Conscrypt's sockets, above whose public API the agent stands. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> everyWriteOfConscrypt() {
    return jdks(
        jdk -> {
          Supplier<ChildJvm> conscrypt = () -> Providers.conscrypt(ChildJvm.on(jdk));
          compare(jdk + " Conscrypt", conscrypt, VULNERABLE, ALL);
        });
  }

  /** Sockets and streams of classes that nobody can know, above whose public API it stands too. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> everyWriteOfAnUnknownLibrary() {
    return jdks(
        jdk -> {
          Supplier<ChildJvm> unknown = () -> Providers.generated(ChildJvm.on(jdk));
          compare(jdk + " unknown", unknown, VULNERABLE, ALL);
        });
  }

  private static Stream<DynamicTest> jdks(Consumer<Jdk> test) {
    return Stream.of(8, 17, 25)
        .map(v -> DynamicTest.dynamicTest("Java " + v, () -> test.accept(Jdks.assume(v))));
  }

  private static void compare(Jdk jdk, String kind, String... faults) {
    compare(jdk.toString(), () -> ChildJvm.on(jdk), kind, faults);
  }

  private static void compare(String name, Supplier<ChildJvm> jvm, String kind, String... faults) {
    List<String> without = run(jvm.get(), kind, faults);
    List<String> with = run(jvm.get().agent("mode=all,scope=any"), kind, faults);
    int before = positions(without, faults.length);
    int after = positions(with, faults.length);
    assertEquals(seen(without), seen(with), () -> name + " " + kind);
    System.out.printf(
        "%s %s: faults at %d write positions without the agent, %d with it: the same was seen%n",
        name, kind, before, after);
  }

  private static List<String> run(ChildJvm jvm, String kind, String... faults) {
    List<String> arguments = new ArrayList<>(List.of(kind));
    arguments.addAll(List.of(faults));
    Result result = jvm.brief().main(Faults.class, arguments.toArray(String[]::new)).run();
    result.check(result.status() == 0, "exit status is not 0");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    return result.stdout();
  }

  private static int positions(List<String> lines, int faults) {
    List<String> sums = lines.stream().filter(l -> l.contains(" positions=")).toList();
    assertEquals(faults, sums.size(), sums::toString);
    int all = 0;
    for (String sum : sums) {
      int positions = Integer.parseInt(sum.replaceAll(".* positions=(\\d+) .*", "$1"));
      assertTrue(positions >= LEAST_WRITES, sum);
      assertTrue(sum.endsWith(" resumed=true") || sum.startsWith("TLSv1.3"), sum);
      all += positions;
    }
    return all;
  }

  /** What was seen, by fault and payload: how many writes a payload takes is another matter. */
  private static Map<String, Set<String>> seen(List<String> lines) {
    Map<String, Set<String>> seen = new TreeMap<>();
    for (String line : lines) {
      if (line.contains(" seen=") && !CLOSE_IN_A_HANDSHAKE.matcher(line).find()) {
        int at = line.indexOf(" seen=");
        String place = line.substring(0, at).replaceAll(" write=\\d+", "");
        seen.computeIfAbsent(place, p -> new TreeSet<>()).add(line.substring(at));
      }
    }
    return seen;
  }
}
