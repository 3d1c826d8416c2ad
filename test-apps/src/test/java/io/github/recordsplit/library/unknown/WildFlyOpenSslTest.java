package io.github.recordsplit.library.unknown;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.library.Proves;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * WildFly's OpenSSL never splits by itself: split above it, and left alone otherwise. A socket cuts
 * what is larger than a record before its engine sees it: there the pair leaves in two writes.
 */
@Execution(ExecutionMode.CONCURRENT)
@Proves(TlsLibrary.WILDFLY_OPENSSL)
class WildFlyOpenSslTest {
  private static final int MAX_FRAGMENT = 16384;

  /** The first payload of all that is split: nobody knows yet what the socket is made of. */
  private static final String UNSEEN = "TLSv1/CBC socket client 2 first ";

  private static final String KINDS = "TLSv1/CBC,TLSv1.2/CBC,TLSv1.2/GCM";

  @TestFactory
  Stream<DynamicTest> clients() {
    return TlsLibrary.WILDFLY_OPENSSL.onEach(jdk -> vulnerable(jdk, "client"));
  }

  /** Engines: WildFly layers no server's socket over another. */
  @TestFactory
  @Tag("full")
  Stream<DynamicTest> servers() {
    return TlsLibrary.WILDFLY_OPENSSL.onEach(jdk -> vulnerable(jdk, "server", "engine"));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> inAnyScope() {
    return TlsLibrary.WILDFLY_OPENSSL.onEach(
        jdk -> {
          String kinds = KINDS + (jdk.feature() == 8 ? "" : ",TLSv1.3/GCM"); // none on Java 8
          List<String> own = assumeItLoads(jdk, kinds, "client");
          assertEquals(own, run(jdk, "mode=none,scope=any", kinds, "client").stdout());
          assertDue(own, run(jdk, "mode=all,scope=any", kinds, "client"));
        });
  }

  private static void vulnerable(Jdk jdk, String... which) {
    String[] words = Stream.concat(Stream.of("TLSv1/CBC"), Stream.of(which)).toArray(String[]::new);
    List<String> own = assumeItLoads(jdk, words);
    assertEquals(own, run(jdk, "mode=selective", words).stdout());
    assertEquals(own, run(jdk, "mode=none", words).stdout());
    assertDue(own, run(jdk, "mode=all", words));
  }

  private static void assertDue(List<String> own, Result actual) {
    actual.check(
        actual.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    assertEquals(
        own.stream().map(WildFlyOpenSslTest::due).collect(joining("\n")),
        actual.stdout().stream().map(WildFlyOpenSslTest::plain).collect(joining("\n")));
  }

  private static String plain(String line) {
    return line.replaceAll(" wire=\\S+", "");
  }

  /** The line that is due for one without the agent. */
  private static String due(String line) {
    int size = Integer.parseInt(line.replaceAll(".* (?:client|server) (\\d+) .*", "$1"));
    String head = line.substring(0, line.indexOf(" records="));
    if (size < 2) {
      return plain(line);
    }
    if (line.contains(" engine ")) {
      return head + wraps(size);
    }
    boolean together = size <= MAX_FRAGMENT && !line.startsWith(UNSEEN);
    return head + writes(size, together);
  }

  /** Each {@code wrap} is a payload. */
  private static String wraps(int size) {
    List<Integer> records = new ArrayList<>();
    List<String> wraps = new ArrayList<>();
    for (int rest = size; rest > 0; rest -= Math.min(rest, MAX_FRAGMENT + 1)) {
      int taken = Math.min(rest, MAX_FRAGMENT + 1);
      records.addAll(List.of(1, taken - 1));
      wraps.add("OK/" + taken + "/2");
    }
    return " records=" + join(records) + " wraps=" + join(wraps);
  }

  private static String writes(int size, boolean together) {
    List<Integer> records = new ArrayList<>(List.of(1));
    for (int rest = size - 1; rest > 0; rest -= Math.min(rest, MAX_FRAGMENT)) {
      records.add(Math.min(rest, MAX_FRAGMENT));
    }
    String apart = records.stream().map(record -> "1").collect(joining(","));
    String writes = together ? "2" : apart;
    return " records=" + join(records) + " writes=" + writes;
  }

  private static String join(List<?> values) {
    return values.stream().map(String::valueOf).collect(joining(","));
  }

  /** What it does without the agent, and never is it to split by itself. */
  private static List<String> assumeItLoads(Jdk jdk, String... words) {
    Result own = run(jdk, null, words);
    if (own.stderr().stream().anyMatch(line -> line.contains("Could not find libssl"))) {
      String skipped = "OpenSSL's libssl.so: not at hand, WildFly OpenSSL skipped";
      System.out.println(skipped);
      Assumptions.abort(skipped);
    }
    own.check(own.status() == 0, "exit status is not 0");
    assertEquals(
        List.of(), own.stdout().stream().filter(line -> line.contains("records=1,")).toList());
    return own.stdout();
  }

  private static Result run(Jdk jdk, String options, String... words) {
    ChildJvm child = Providers.wildFlyOpenSsl(ChildJvm.on(jdk).brief());
    child.main(Lengths.class, words);
    return (options == null ? child : child.agent(options)).run();
  }
}
