package io.github.recordsplit.library;

import static java.util.stream.Collectors.joining;

import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.TomcatTls;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * The rows of this module's README, table of TLS libraries. Tests that {@link Proves} one of them
 * take its version and its runtimes from here, so that the table cannot say what no test does.
 */
@SuppressWarnings("ImmutableEnumChecker") // all of its lists are of List.of
public enum TlsLibrary {
  SUN_JSSE("SunJSSE", "of the JDK", "both", Jdks.promised()),
  OPEN_JSSE("OpenJSSE", "1.1.14", "both", List.of(8)),
  BC_JSSE("bctls, BCJSSE (`jdk18on`, `jdk15to18`)", "1.84", "both", List.of(8, 17, 25)),
  BC_BARE(
      "bctls, bare API, blocking and not (`jdk18on`, `jdk15to18`)",
      "1.84",
      "-",
      List.of(8, 17, 25)),
  OLD_BC_JSSE("bctls, BCJSSE (`jdk15on`)", "1.57", "engine", List.of(8, 25)),
  OLD_BC_BARE("bctls, bare API (`jdk15on`)", "1.57", "-", List.of(8, 25)),
  BC_JSSE_1_66("bctls, BCJSSE (`jdk15on`)", "1.66", "both", List.of(8, 17, 25)),
  BC_JSSE_1_70("bctls, BCJSSE (`jdk15on`)", "1.70", "both", List.of(8, 17, 25)),
  BC_JSSE_1_78("bctls, BCJSSE (`jdk18on`)", "1.78.1", "both", List.of(8, 17, 25)),
  CONSCRYPT("Conscrypt", "2.5.2", "both", List.of(8, 17, 25)),
  NEWEST_CONSCRYPT("Conscrypt, TLS 1.2 and 1.3, `scope any`", "2.9.0", "both", List.of(8, 17, 25)),
  NETTY_4_1(
      "Netty on BoringSSL", "4.1.138.Final, tcnative 2.0.84.Final", "engine", List.of(8, 17, 25)),
  NETTY_4_2(
      "Netty on BoringSSL", "4.2.20.Final, tcnative 2.0.84.Final", "engine", List.of(8, 17, 25)),
  NETTY_4_1_JDK(
      "Netty on the JDK, with and without ALPN", "4.1.138.Final", "engine", List.of(8, 17, 25)),
  NETTY_4_2_JDK(
      "Netty on the JDK, with and without ALPN", "4.2.20.Final", "engine", List.of(8, 17, 25)),
  GRPC("Netty on BoringSSL, shaded: `grpc-netty-shaded`", "1.85.1", "engine", List.of(8, 17, 25)),
  WILDFLY_OPENSSL("WildFly OpenSSL on OpenSSL 3.0", "2.2.5.Final", "both", List.of(8, 17, 25)),
  TOMCAT_NATIVE_1(
      "Tomcat on tomcat-native 1.2", TomcatTls.NATIVE_1.version(), "engine", List.of(8, 17)),
  TOMCAT_NATIVE_2(
      "Tomcat on tomcat-native 2.0", TomcatTls.NATIVE_2.version(), "engine", List.of(17)),
  TOMCAT_FFM(
      "Tomcat on OpenSSL by foreign functions, `Options = -EmptyFragments`",
      TomcatTls.FFM.version(),
      "engine",
      List.of(25)),
  ANY_OTHER("any other: wrappers, classes that Byte Buddy makes", "-", "both", List.of(8, 17, 25));

  private static final String YES = "yes";

  private final String name;
  private final String version;
  private final String kinds;
  private final List<String> decisions;
  private final List<Integer> jdks;

  /** One that does as each of the three decisions says. */
  TlsLibrary(String name, String version, String kinds, List<Integer> jdks) {
    this(name, version, kinds, List.of(YES, YES, YES), jdks);
  }

  /**
   * Any other.
   *
   * @param kinds {@code socket}, {@code engine}, {@code both}, or - where it has neither
   * @param decisions split, leave, never: {@code yes} or what it does instead
   */
  TlsLibrary(
      String name, String version, String kinds, List<String> decisions, List<Integer> jdks) {
    this.name = name;
    this.version = version;
    this.kinds = kinds;
    this.decisions = decisions;
    this.jdks = jdks;
  }

  /** As it stands in the coordinates of what is tested. */
  public String version() {
    return version;
  }

  /** A test per runtime of its row; those that are missing are skipped. */
  public Stream<DynamicTest> onEach(ThrowingConsumer<Jdk> test) {
    return Jdks.on(jdks, test);
  }

  /** Its line of the table. */
  public String row() {
    String java = jdks.stream().map(String::valueOf).collect(joining(", ", "Java ", ""));
    return Stream.of(List.of(name, version, kinds), decisions, List.of(java))
        .flatMap(List::stream)
        .collect(joining(" | ", "| ", " |"));
  }
}
