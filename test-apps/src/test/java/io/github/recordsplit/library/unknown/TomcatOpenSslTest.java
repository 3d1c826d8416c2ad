package io.github.recordsplit.library.unknown;

import static io.github.recordsplit.wire.WireModel.Cut.FIRST_WHOLE;
import static io.github.recordsplit.wire.WireModel.Cut.SPLIT;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.OpenSslConf;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.TomcatTls;
import io.github.recordsplit.library.Proves;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import io.github.recordsplit.wire.WireModel;
import io.github.recordsplit.wire.WireModel.Cut;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Tomcat's engines on OpenSSL, which call TLS 1.0 {@code TLSv1:TLS} or so: servers only. A test
 * whose library the machine does not have is skipped by its name.
 */
@Execution(ExecutionMode.CONCURRENT)
@Proves({TlsLibrary.TOMCAT_NATIVE_1, TlsLibrary.TOMCAT_NATIVE_2, TlsLibrary.TOMCAT_FFM})
class TomcatOpenSslTest {
  private static final String VULNERABLE = "TLSv1/CBC";
  private static final List<String> KINDS =
      List.of(VULNERABLE, "TLSv1.2/CBC", "TLSv1.2/GCM", "TLSv1.3/GCM");

  /** These JVMs are busy, and not alone. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final String ALL = "mode=all,on-failure=refuse,log=connections";

  @TestFactory
  Stream<DynamicContainer> aFewPayloads() {
    return onEach(
        tomcat -> {
          String[] few = {VULNERABLE, "2,16405"};
          WireModel model = new WireModel(tomcat.lengths(null, few));
          Result split = tomcat.run(ALL, few);
          assertLines(model.lines(KINDS, all(SPLIT)), split.stdout());
          List<String> shown = split.stderr().stream().filter(l -> l.contains(" server ")).toList();
          assertTrue(
              shown.stream().anyMatch(l -> l.contains(" TLSv1:") && l.contains(", protected by ")),
              () -> split.describe("not shown as what it said, and protected"));
        });
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicContainer> everyPayload() {
    return onEach(
        tomcat -> {
          List<String> own = tomcat.lengths(null);
          assertTrue(own.size() >= 3 * 9 * 2, () -> "lines: " + own.size());
          WireModel model = new WireModel(own);
          assertLines(own, tomcat.lengths("mode=selective,scope=any"));
          assertLines(own, tomcat.lengths("mode=none,scope=any"));
          assertLines(model.lines(KINDS, Map.of(VULNERABLE, SPLIT)), tomcat.lengths(ALL));
          assertLines(
              model.lines(KINDS, Map.of(VULNERABLE, FIRST_WHOLE)),
              tomcat.lengths(ALL + ",first=whole"));
          assertLines(model.lines(KINDS, all(SPLIT)), tomcat.lengths(ALL + ",scope=any"));
        });
  }

  /**
   * Through foreign functions Tomcat leaves OpenSSL its own countermeasure: an empty record in
   * front of each. The agent adds none to them but in the first payload of all, and says that it
   * cannot take them away.
   */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> itsOwnEmptyRecords() {
    return TlsLibrary.TOMCAT_FFM.onEach(
        jdk -> {
          Tomcat tomcat =
              new Tomcat(jdk, TomcatTls.FFM, OpenSslConf.TLS_1_0); // as it is configured
          String[] some = {VULNERABLE, "2,100,16405"};
          List<String> own = tomcat.lengths(null, some);
          assertTrue(own.stream().allMatch(l -> l.contains(" records=0,")), own::toString);
          assertLines(own, tomcat.lengths("mode=selective", some));
          Result never = tomcat.run("mode=none,log=connections", some);
          assertLines(own, never.stdout());
          assertTrue(
              never.stderr().stream().anyMatch(l -> l.contains("CANNOT: its TLS library splits")),
              () -> never.describe("does not say so"));
          List<String> split = tomcat.lengths("mode=all", some);
          assertEquals(
              VULNERABLE + " engine server 2 first records=0,1,0,1 wraps=OK/2/4 wire=37,37,37,37",
              split.get(0));
          assertLines(own.subList(1, own.size()), split.subList(1, split.size()));
        });
  }

  private static Stream<DynamicContainer> onEach(ThrowingConsumer<Tomcat> test) {
    return Stream.of(
        onEach(TlsLibrary.TOMCAT_NATIVE_1, TomcatTls.NATIVE_1, test),
        onEach(TlsLibrary.TOMCAT_NATIVE_2, TomcatTls.NATIVE_2, test),
        onEach(TlsLibrary.TOMCAT_FFM, TomcatTls.FFM, test));
  }

  private static DynamicContainer onEach(
      TlsLibrary row, TomcatTls tls, ThrowingConsumer<Tomcat> test) {
    OpenSslConf conf = OpenSslConf.TLS_1_0_WITHOUT_EMPTY_RECORDS;
    return DynamicContainer.dynamicContainer(
        tls.name(), row.onEach(jdk -> test.accept(new Tomcat(jdk, tls, conf))));
  }

  private static Map<String, Cut> all(Cut cut) {
    return KINDS.stream().collect(toMap(kind -> kind, kind -> cut));
  }

  private static void assertLines(List<String> due, List<String> actual) {
    assertEquals(String.join("\n", due), String.join("\n", actual));
  }

  private record Tomcat(Jdk jdk, TomcatTls tls, OpenSslConf conf) {
    List<String> lengths(String options, String... filters) {
      return run(options, filters).stdout();
    }

    Result run(String options, String... filters) {
      ChildJvm child = Providers.tomcat(ChildJvm.on(jdk).brief().timeout(PATIENCE), tls, conf);
      child.main(
          Lengths.class,
          Stream.concat(Stream.of("server"), Arrays.stream(filters)).toArray(String[]::new));
      Result result = (options == null ? child : child.agent(options)).run();
      result.check(result.status() == 0, "exit status is not 0");
      result.check(
          result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
      return result;
    }
  }
}
