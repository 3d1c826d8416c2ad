package io.github.recordsplit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Counts;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Libraries;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What counts as a connection, and as an open one: a handshake makes it one, whether it writes or
 * only reads, and it is open until it is closed. A wrapper and what is in it are one.
 */
@Execution(ExecutionMode.CONCURRENT)
class CountsTest {
  private static final String OPENJSSE = "org.openjsse.net.ssl.OpenJSSE";

  private static final String ALL = "socket TLSv1/CBC TLSv1.3/GCM engine TLSv1/CBC TLSv1.3/GCM";

  @TestFactory
  Stream<DynamicTest> theJdksConnections() {
    return Jdks.some(jdk -> assertCounts(jdk, child -> child, ALL));
  }

  @TestFactory
  Stream<DynamicTest> connectionsOfOtherLibraries() {
    return Jdks.on(List.of(17), CountsTest::otherLibraries);
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> connectionsOfOtherLibrariesOnOthers() {
    return Jdks.on(List.of(8, 25), CountsTest::otherLibraries);
  }

  private static void otherLibraries(Jdk jdk) {
    assertCounts(
        jdk, Providers::generated, "socket TLSv1/CBC TLSv1.2/GCM unknown TLSv1/CBC TLSv1.2/GCM");
    assertCounts(jdk, Providers::conscrypt, "socket TLSv1.2/GCM engine TLSv1.2/GCM");
    assertCounts(
        jdk, child -> Providers.bctls(child, Providers.BCTLS), "socket TLSv1/CBC engine TLSv1/CBC");
    assertCounts(jdk, child -> Providers.bctls(child, Providers.OLD_BCTLS), "engine TLSv1/CBC");
    if (jdk.feature() == 8) {
      assertCounts(jdk, CountsTest::openJsse, ALL);
    }
  }

  private static ChildJvm openJsse(ChildJvm child) {
    return child
        .classPath(Libraries.classPath("openjsse-" + TlsLibrary.OPEN_JSSE.version()))
        .property("apps.provider", OPENJSSE)
        .property("apps.crypto", OPENJSSE);
  }

  private static void assertCounts(Jdk jdk, UnaryOperator<ChildJvm> library, String arguments) {
    String[] words = arguments.split(" ");
    ChildJvm jvm = library.apply(ChildJvm.on(jdk).brief()).agent("mode=all");
    Result result = jvm.main(Counts.class, words).run();
    result.check(result.status() == 0, "the application failed");
    assertEquals(due(words), result.stdout(), () -> result.describe("counts"));
  }

  private static List<String> due(String... words) {
    List<String> due = new ArrayList<>(List.of("idle server connections=0 open=0"));
    String transport = "";
    for (String word : words) {
      if (word.contains("/")) {
        connection(due, transport + ' ' + word, transport.equals("socket"));
      } else {
        transport = word;
      }
    }
    due.add("held true failures 0");
    return due;
  }

  private static void connection(List<String> due, String name, boolean socket) {
    due.add(name + " made connections=0 open=0");
    if (socket) {
      due.add(name + " failed connections=0 open=0");
    }
    due.add(name + " read connections=2 open=2");
    due.add(name + " wrote connections=2 open=2");
    due.add(name + " closed connections=2 open=" + (socket ? 0 : 1)); // a socket's peer answers
    due.add(name + " both closed connections=2 open=0");
  }
}
