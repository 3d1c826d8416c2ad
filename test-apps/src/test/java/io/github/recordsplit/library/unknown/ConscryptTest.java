package io.github.recordsplit.library.unknown;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Conscrypt splits every record of a vulnerable payload by itself, and nothing public keeps it from
 * that: split, left and never split.
 */
@Execution(ExecutionMode.CONCURRENT)
@Proves({TlsLibrary.CONSCRYPT, TlsLibrary.NEWEST_CONSCRYPT})
class ConscryptTest {
  private static final int MAX_FRAGMENT = 16384;
  private static final String UNSEEN = "TLSv1.2/CBC socket client 2 first ";
  private static final String NEWER = "TLSv1.2/CBC,TLSv1.2/GCM,TLSv1.3/GCM";

  @TestFactory
  Stream<DynamicTest> vulnerable() {
    return TlsLibrary.CONSCRYPT.onEach(
        jdk -> {
          List<String> own = run(jdk, TlsLibrary.CONSCRYPT, null, "TLSv1/CBC");
          assertTrue(
              own.contains(
                  "TLSv1/CBC engine client 16405 later records=1,16383,1,20"
                      + " wraps=OK/16384/2,OK/21/2"),
              () -> "what Conscrypt does: " + own);
          assertEquals(own, run(jdk, TlsLibrary.CONSCRYPT, "mode=selective", "TLSv1/CBC"));
          assertDue(own, true, run(jdk, TlsLibrary.CONSCRYPT, "mode=all", "TLSv1/CBC"));
          assertDue(own, false, run(jdk, TlsLibrary.CONSCRYPT, "mode=none", "TLSv1/CBC"));
        });
  }

  /** Here Conscrypt does nothing by itself. Pairs in one write, but the first of the class. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> newer() {
    return Stream.of(TlsLibrary.CONSCRYPT, TlsLibrary.NEWEST_CONSCRYPT)
        .flatMap(library -> library.onEach(jdk -> newer(jdk, library)));
  }

  private static void newer(Jdk jdk, TlsLibrary library) {
    List<String> own = run(jdk, library, null, NEWER);
    assertEquals(own, run(jdk, library, "mode=selective,scope=any", NEWER));
    assertEquals(own, run(jdk, library, "mode=all", NEWER));
    assertEquals(own, run(jdk, library, "mode=none,scope=any", NEWER));
    List<String> split = run(jdk, library, "mode=all,scope=any", NEWER);
    assertTrue(split.contains("TLSv1.2/GCM engine client 100 first records=1,99 wraps=OK/100/2"));
    for (String line : split) {
      int size = size(line);
      String records = line.replaceAll(".* records=(\\S+) .*", "$1");
      assertTrue(size < 2 || records.startsWith("1,"), line);
      boolean pair = size > 1 && size <= MAX_FRAGMENT && line.contains(" socket ");
      assertTrue(!pair || line.startsWith(UNSEEN) || line.endsWith(" writes=2"), line);
      assertEquals(size > 1 && size < MAX_FRAGMENT ? "1," + (size - 1) : records, records);
    }
  }

  private static int size(String line) {
    return Integer.parseInt(line.replaceAll(".* client (\\d+) .*", "$1"));
  }

  private static void assertDue(List<String> own, boolean split, List<String> actual) {
    assertEquals(
        own.stream().map(line -> due(line, split)).collect(joining("\n")),
        String.join("\n", actual));
  }

  /** The line that is due instead of one from a run without the agent. */
  private static String due(String line, boolean split) {
    int size = size(line);
    boolean engine = line.contains(" engine ");
    List<Integer> records = new ArrayList<>();
    List<String> sent = new ArrayList<>();
    for (int rest = size; rest > 0; rest -= Math.min(rest, MAX_FRAGMENT)) {
      int chunk = Math.min(rest, MAX_FRAGMENT);
      boolean pair = split && chunk > 1 && (engine || rest == size); // each wrap is a payload
      records.addAll(pair ? List.of(1, chunk - 1) : List.of(chunk));
      sent.add((engine ? "OK/" + chunk + "/" : "") + (pair ? 2 : 1));
    }
    String head = line.substring(0, line.indexOf(" records="));
    return size == 0
        ? line
        : head + " records=" + join(records) + (engine ? " wraps=" : " writes=") + join(sent);
  }

  private static String join(List<?> values) {
    return values.stream().map(String::valueOf).collect(joining(","));
  }

  /** Clients: Conscrypt layers no server's socket over another. */
  private static List<String> run(Jdk jdk, TlsLibrary library, String options, String kinds) {
    ChildJvm child = Providers.conscrypt(ChildJvm.on(jdk).brief(), library);
    child.main(Lengths.class, kinds, "client");
    Result result = (options == null ? child : child.agent(options)).run();
    result.check(result.status() == 0, "exit status is not 0");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    return result.stdout().stream().map(l -> l.replaceAll(" wire=\\S+", "")).collect(toList());
  }
}
