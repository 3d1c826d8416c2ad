package io.github.recordsplit.library.unknown;

import static io.github.recordsplit.wire.WireModel.blocks;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import io.github.recordsplit.wire.WireLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * How much room Netty's handler gives its engine on BoringSSL, and what of that waits for peers.
 */
@Execution(ExecutionMode.CONCURRENT)
class NettyRoomTest {
  private static final String VULNERABLE = "TLSv1/CBC";
  private static final List<String> KINDS =
      List.of(VULNERABLE, "TLSv1.2/CBC", "TLSv1.2/GCM", "TLSv1.3/GCM");
  private static final int FEW = 5;
  private static final int CHANNELS = 20;

  /** What a record takes beside its payload, by BoringSSL: header, SHA-1, and a block. */
  private static final int OVERHEAD = 5 + 20 + 16;

  private static final int FULL = 16384;
  private static final double LIMIT = 1.1;

  private static final Pattern SIZED =
      Pattern.compile("(.*): 256 whole, room (\\d+), records (.+)");

  @TestFactory
  Stream<DynamicTest> aSecondRecordTakesItsOverheadAndNoMore() {
    return Stream.concat(
        TlsLibrary.NETTY_4_2.onEach(jdk -> compare(jdk, TlsLibrary.NETTY_4_2, FEW, 100)),
        Jdks.on(List.of(17), jdk -> compare(jdk, TlsLibrary.NETTY_4_1, FEW, 100)));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> aSecondRecordTakesItsOverheadAndNoMoreEverywhere() {
    return Stream.of(TlsLibrary.NETTY_4_1, TlsLibrary.NETTY_4_2, TlsLibrary.GRPC)
        .flatMap(
            library ->
                library.onEach(
                    jdk -> {
                      for (int size : new int[] {100, 1000, 40000}) {
                        compare(jdk, library, CHANNELS, size);
                      }
                    }));
  }

  /** No larger buffer for a connection that is not split. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> whatIsLeftAloneHasTheRoomThatItHad() {
    return Stream.of(TlsLibrary.NETTY_4_1, TlsLibrary.NETTY_4_2, TlsLibrary.GRPC)
        .flatMap(library -> library.onEach(jdk -> leave(jdk, library)));
  }

  /** Such an engine makes a record of each: more than one is no sign that it splits by itself. */
  @TestFactory
  Stream<DynamicTest> payloadsOfSeveralBuffersAreSplitEachTime() {
    return Jdks.on(List.of(17), jdk -> gather(jdk, TlsLibrary.NETTY_4_2));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> payloadsOfSeveralBuffersAreSplitEachTimeEverywhere() {
    return Stream.of(TlsLibrary.NETTY_4_1, TlsLibrary.NETTY_4_2)
        .flatMap(library -> library.onEach(jdk -> gather(jdk, library)));
  }

  private static void gather(Jdk jdk, TlsLibrary library) {
    ChildJvm child = child(jdk, library, "mode=all");
    child.property("apps.senders", "io.github.recordsplit.apps.NettySenders");
    child.property("apps.gather", "true").property("apps.wrapDataSize", "0");
    Result result = child.main(Lengths.class, VULNERABLE, "handler", "100,16384").run();
    result.check(result.stdout().size() == 8, "not eight payloads");
    for (String line : result.stdout()) {
      int part = WireLine.parse(line).size() / 3;
      assertEquals(List.of(1, part - 1, part, part, 1), WireLine.parse(line).records(), line);
    }
  }

  private static void compare(Jdk jdk, TlsLibrary library, int channels, int size) {
    String[] application = {VULNERABLE, String.valueOf(channels), String.valueOf(size), VULNERABLE};
    Result without = run(jdk, library, null, application);
    Result split = run(jdk, library, "mode=all", application);
    List<Integer> wraps = wraps(size);
    assertEquals(cuts(wraps, false), cuts(without), without.describe("records"));
    assertEquals(cuts(wraps, true), cuts(split), split.describe("records"));
    assertEquals(
        number(without, "largest") + OVERHEAD,
        number(split, "largest"),
        "the largest buffer that reached the transport");
    for (String memory : List.of("active", "chunks")) {
      long most = (long) (LIMIT * number(without, memory));
      long now = number(split, memory);
      assertTrue(now <= most, memory + " bytes of the pool: " + now + ", at most " + most);
    }
    sizes(without).forEach((name, line) -> oneRecordMore(name, line, sizes(split).get(name)));
  }

  /** Netty hands a payload over in pieces of a record, and each on in a buffer of its own. */
  private static List<Integer> wraps(int size) {
    List<Integer> wraps = new ArrayList<>();
    for (int left = size; left > 0; left -= FULL) {
      wraps.add(Math.min(left, FULL));
    }
    return wraps;
  }

  /** Lengths of the records in each buffer, as the headers have them; equal ones once. */
  private static Set<String> cuts(List<Integer> wraps, boolean split) {
    return wraps.stream()
        .map(n -> split ? blocks(1) + "|" + blocks(n - 1) : "" + blocks(n))
        .collect(toSet());
  }

  private static Set<String> cuts(Result result) {
    String cuts = word(result, "cuts");
    return Stream.of(cuts.substring(1, cuts.length() - 1).split(", ", -1))
        .map(cut -> cut.replaceAll("=\\d+$", ""))
        .collect(toSet());
  }

  private static long number(Result result, String name) {
    return Long.parseLong(word(result, name));
  }

  private static String word(Result result, String name) {
    String start = name + " ";
    return result.stdout().stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(result.describe("no " + name)));
  }

  private static void leave(Jdk jdk, TlsLibrary library) {
    String[] application = {VULNERABLE, "1", "100", KINDS.get(0), KINDS.get(1), KINDS.get(3)};
    String due = lines(run(jdk, library, null, application));
    for (String options : List.of("mode=selective,scope=any", "mode=none,scope=any")) {
      assertEquals(due, lines(run(jdk, library, options, application)), options);
    }
    Result vulnerableOnly = run(jdk, library, "mode=all", application);
    assertEquals(ofTls12And13(due), ofTls12And13(lines(vulnerableOnly)));
  }

  private static String lines(Result result) {
    return sizes(result).values().stream().map(MatchResult::group).collect(joining("\n"));
  }

  private static String ofTls12And13(String lines) {
    return lines.lines().filter(line -> !line.startsWith(VULNERABLE)).collect(joining("\n"));
  }

  private static void oneRecordMore(String name, MatchResult without, MatchResult split) {
    int buffers = name.contains("buffers=3") ? 3 : 1;
    int more = name.contains("maxWrapOverhead") ? buffers : 1;
    assertEquals(buffers * OVERHEAD, Integer.parseInt(without.group(2)), without.group());
    assertEquals((buffers + more) * OVERHEAD, Integer.parseInt(split.group(2)), split.group());
    String rest = buffers == 3 ? "|n-21|10|10" : "|n-1";
    assertEquals(1 + rest, split.group(3), split.group());
  }

  /** By name; a line that says something else fails as it is. */
  private static Map<String, MatchResult> sizes(Result result) {
    Map<String, MatchResult> sizes = new TreeMap<>();
    for (String line : result.stdout()) {
      if (line.startsWith("TLS")) {
        Matcher matcher = SIZED.matcher(line);
        assertTrue(matcher.matches(), line);
        sizes.put(matcher.group(1), matcher);
      }
    }
    result.check(sizes.size() >= 3 * 3 * 2, "too few sizes");
    return sizes;
  }

  private static Result run(Jdk jdk, TlsLibrary library, String options, String... application) {
    ChildJvm child = child(jdk, library, options);
    Result result = child.main("io.github.recordsplit.apps.NettyStalled", application).run();
    result.check(result.status() == 0, "exit status is not 0");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    return result;
  }

  private static ChildJvm child(Jdk jdk, TlsLibrary library, String options) {
    ChildJvm child = ChildJvm.on(jdk).brief().classPath(Providers.nettyClassPath(library));
    child.property("apps.netty", "OPENSSL");
    return options == null ? child : child.agent(options);
  }
}
