package io.github.recordsplit;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How large the buffers are that Netty's handler makes for its engine on BoringSSL. */
@Execution(ExecutionMode.CONCURRENT)
class NettyRoomTest {
  private static final String ROOM = "io.github.recordsplit.apps.NettyRoom";
  private static final String STALLED = "io.github.recordsplit.apps.NettyStalled";
  private static final String VULNERABLE = "TLSv1/CBC";
  private static final String[] KINDS = {VULNERABLE, "TLSv1.2/CBC", "TLSv1.2/GCM", "TLSv1.3/GCM"};
  private static final Pattern SIZED = Pattern.compile("(.*): 256 whole, room (.+), records (.+)");

  /** Netty's own {@code testWrapWithDifferentSizesTLSv1}, with each way to ask for the size. */
  @TestFactory
  Stream<DynamicTest> aWrapTakesAllThatItsBufferWasSizedFor() {
    return TlsLibrary.NETTY_4_2.onEach(jdk -> sizes(jdk, TlsLibrary.NETTY_4_2, VULNERABLE));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> aWrapTakesAllThatItsBufferWasSizedForEverywhere() {
    return Stream.of(TlsLibrary.NETTY_4_1, TlsLibrary.NETTY_4_2, TlsLibrary.GRPC)
        .flatMap(library -> library.onEach(jdk -> sizes(jdk, library, KINDS)));
  }

  /** Peers that stop reading: the water marks see bytes, and not the buffers that hold them. */
  @TestFactory
  Stream<DynamicTest> stalledChannelsHoldWhatTheyHeldWithoutTheAgent() {
    return Stream.concat(
        TlsLibrary.NETTY_4_2.onEach(jdk -> stalled(jdk, TlsLibrary.NETTY_4_2, 100)),
        Jdks.on(List.of(17), jdk -> stalled(jdk, TlsLibrary.NETTY_4_1, 100)));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> stalledChannelsHoldWhatTheyHeldWithoutTheAgentEverywhere() {
    return Stream.of(TlsLibrary.NETTY_4_1, TlsLibrary.NETTY_4_2, TlsLibrary.GRPC)
        .flatMap(
            library ->
                library.onEach(
                    jdk -> {
                      for (int size : new int[] {100, 1000, 40000}) {
                        stalled(jdk, library, size);
                      }
                    }));
  }

  private static void sizes(Jdk jdk, TlsLibrary library, String... kinds) {
    Map<String, Matcher> without = sizes(run(jdk, library, null, ROOM, kinds));
    assertEquals(kinds.length * 3 * 3 * 2, without.size());
    Map<String, Matcher> left = sizes(run(jdk, library, "mode=selective,scope=any", ROOM, kinds));
    Map<String, Matcher> split = sizes(run(jdk, library, "mode=all,scope=any", ROOM, kinds));
    assertEquals(lines(without), lines(left));
    without.forEach((name, line) -> oneRecordMore(name, line, split.get(name)));
  }

  private static void oneRecordMore(String name, Matcher without, Matcher split) {
    boolean gathers = name.contains("buffers=3");
    int buffers = gathers ? 3 : 1;
    int overhead = Integer.parseInt(without.group(2)) / buffers;
    int more = name.contains("maxWrapOverhead") ? buffers : 1;
    assertEquals("n", without.group(3).split("\\|")[0].split("-")[0], without.group());
    assertEquals((buffers + more) * overhead, Integer.parseInt(split.group(2)), split.group());
    assertTrue(split.group(3).startsWith("1|n-"), split.group());
  }

  /** By name; a line that says something else fails as it is. */
  private static Map<String, Matcher> sizes(Result result) {
    Map<String, Matcher> sizes = new TreeMap<>();
    for (String line : result.stdout()) {
      Matcher matcher = SIZED.matcher(line);
      result.check(matcher.matches(), line);
      sizes.put(matcher.group(1), matcher);
    }
    return sizes;
  }

  private static String lines(Map<String, Matcher> sizes) {
    return sizes.values().stream().map(Matcher::group).collect(joining("\n"));
  }

  private static void stalled(Jdk jdk, TlsLibrary library, int size) {
    String[] application = {VULNERABLE, "20", String.valueOf(size)};
    System.out.println(
        jdk + " " + library + " " + run(jdk, library, null, STALLED, application).stdout());
    System.out.println(
        jdk + " " + library + " " + run(jdk, library, "mode=all", STALLED, application).stdout());
  }

  private static Result run(
      Jdk jdk, TlsLibrary library, String options, String main, String... application) {
    ChildJvm child = ChildJvm.on(jdk).brief().classPath(Providers.nettyClassPath(library));
    child.property("apps.netty", "OPENSSL");
    Result result = (options == null ? child : child.agent(options)).main(main, application).run();
    result.check(result.status() == 0, "exit status is not 0");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    return result;
  }
}
