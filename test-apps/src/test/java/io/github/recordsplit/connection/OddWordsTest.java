package io.github.recordsplit.connection;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.OddWords;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.OpenSslConf;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.TomcatTls;
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
 * A session that says of protocol and suite what is wrong, empty, null or unknown, above each TLS
 * library: its payloads are split all the same, none is refused, and status shows what was said.
 */
@Execution(ExecutionMode.CONCURRENT)
class OddWordsTest {
  private static final String BOTH = "socket,engine";
  private static final String ENGINE = "engine";
  private static final String SERVERS = "engine server";
  private static final String VULNERABLE = "TLSv1/CBC";
  private static final String NEWER = "TLSv1.2/CBC";

  private static final List<String> RIGHT =
      List.of(
          "TLSv1:TLS|AES128-SHA", // Tomcat's
          "TLSv1:http/1.1|ECDHE-RSA-AES256-SHA384",
          "TLS 1.0|DES-CBC3-SHA",
          "sslv3.0|ssl_rsa_with_3des_ede_cbc_sha");

  /** Two of them are known only by their records, which a socket does not show. */
  private static final List<String> WRONG =
      List.of(
          "TLSv1.3|TLS_AES_128_GCM_SHA256",
          "DTLSv1.2|TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLSv1|TLS_AES_128_GCM_SHA256");

  private static final List<String> NONSENSE =
      List.of(
          "NONE|SSL_NULL_WITH_NULL_NULL",
          "bogus\u001b[2J|bogus",
          "|",
          "null|null",
          "throws|throws");

  private static final List<String> ALL =
      Stream.of(RIGHT, WRONG, NONSENSE).flatMap(List::stream).toList();

  /** What is below is left to itself, and does not split. */
  private static final String ODD_ALONE =
      "rules=" + Target.write("odd/rules", "split host odd.example\n");

  @TestFactory
  Stream<DynamicTest> sunJsse() {
    return Jdks.some(
        jdk -> {
          everywhere(jdk, child -> child, BOTH);
          alone(jdk, child -> child, BOTH);
        });
  }

  @TestFactory
  Stream<DynamicTest> conscryptAndNettyAndBcJsse() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          alone(jdk, Providers::conscrypt, ENGINE);
          alone(jdk, netty(TlsLibrary.NETTY_4_2, "OPENSSL"), ENGINE);
          alone(jdk, child -> Providers.bctls(child, Providers.BCTLS), BOTH);
        });
  }

  /** A handshake that was seen tells the version: nothing is split that need not be. */
  @TestFactory
  Stream<DynamicTest> theVersionInRecordsSaysWhatWordsDoNot() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          ChildJvm child = ChildJvm.on(jdk).brief().agent("mode=all");
          child.main(OddWords.class, application(NEWER, ENGINE, NONSENSE));
          assertEquals(String.join("\n", lines(ENGINE, NONSENSE, "100")), sent(child.run()));
        });
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> openJsse() {
    return TlsLibrary.OPEN_JSSE.onEach(jdk -> each(jdk, Providers::openJsse, BOTH));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> sunJsseOnEach() {
    return TlsLibrary.SUN_JSSE.onEach(jdk -> each(jdk, child -> child, BOTH));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> bcJsse() {
    return TlsLibrary.BC_JSSE.onEach(
        jdk -> each(jdk, child -> Providers.bctls(child, Providers.BCTLS), BOTH));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> oldBcJsse() {
    return TlsLibrary.OLD_BC_JSSE.onEach(
        jdk -> each(jdk, child -> Providers.bctls(child, Providers.OLD_BCTLS), ENGINE));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> conscrypt() {
    return TlsLibrary.CONSCRYPT.onEach(jdk -> each(jdk, Providers::conscrypt, BOTH));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> wildFlyOpenSsl() {
    return TlsLibrary.WILDFLY_OPENSSL.onEach(jdk -> each(jdk, Providers::wildFlyOpenSsl, BOTH));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> netty() {
    return Stream.of(TlsLibrary.NETTY_4_1, TlsLibrary.NETTY_4_2, TlsLibrary.GRPC)
        .flatMap(library -> library.onEach(jdk -> each(jdk, netty(library, "OPENSSL"), ENGINE)));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> nettyOnTheJdk() {
    return Stream.of(TlsLibrary.NETTY_4_1_JDK, TlsLibrary.NETTY_4_2_JDK)
        .flatMap(library -> library.onEach(jdk -> each(jdk, netty(library, "JDK"), ENGINE)));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> tomcatOnOpenSsl() {
    return Stream.of(
            tomcat(TlsLibrary.TOMCAT_NATIVE_1, TomcatTls.NATIVE_1),
            tomcat(TlsLibrary.TOMCAT_NATIVE_2, TomcatTls.NATIVE_2),
            tomcat(TlsLibrary.TOMCAT_FFM, TomcatTls.FFM))
        .flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> tomcat(TlsLibrary library, TomcatTls tls) {
    OpenSslConf conf = OpenSslConf.TLS_1_0_WITHOUT_EMPTY_RECORDS;
    return library.onEach(jdk -> each(jdk, child -> Providers.tomcat(child, tls, conf), SERVERS));
  }

  private static UnaryOperator<ChildJvm> netty(TlsLibrary library, String provider) {
    return child -> Providers.netty(child, library, provider);
  }

  private static void each(Jdk jdk, UnaryOperator<ChildJvm> library, String transports)
      throws Exception {
    everywhere(jdk, library, transports);
    alone(jdk, library, transports);
  }

  private static void everywhere(Jdk jdk, UnaryOperator<ChildJvm> library, String transports)
      throws Exception {
    ChildJvm jvm = library.apply(ChildJvm.on(jdk).brief()).agent("mode=all,on-failure=refuse");
    jvm.main(OddWords.class, application(VULNERABLE, transports, ALL));
    try (Child child = jvm.start()) {
      child.awaitLine("^done");
      String status = Mail.ask(child.pid(), "status");
      child.closeInput();
      Result result = child.await();
      assertEquals(String.join("\n", lines(transports, ALL, "1,99")), sent(result));
      for (String shown : List.of("TLSv1:TLS", "NONE", "bogus\\u001b[2J", "unknown")) {
        result.check(status.contains(shown), "status does not show " + shown + ":\n" + status);
      }
      result.check(!status.contains("\u001b"), "status is not plain");
    }
  }

  private static void alone(Jdk jdk, UnaryOperator<ChildJvm> library, String transports) {
    ChildJvm child = library.apply(ChildJvm.on(jdk).brief()).agent(ODD_ALONE);
    child.property("jsse.enableCBCProtection", "false");
    child.main(OddWords.class, application(VULNERABLE, transports, ALL));
    List<String> due = lines(transports, ALL, "1,99");
    assertEquals(
        due.stream().filter(OddWordsTest::isKnown).collect(joining("\n")),
        sent(child.run()).lines().filter(OddWordsTest::isKnown).collect(joining("\n")));
  }

  private static boolean isKnown(String line) {
    boolean fooled = line.contains("[" + WRONG.get(0)) || line.contains("[" + WRONG.get(1));
    return !line.startsWith("socket ") || !fooled;
  }

  private static String sent(Result result) {
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    return result.stdout().stream().filter(l -> !l.equals("done")).collect(joining("\n"));
  }

  private static String[] application(String kind, String transports, List<String> words) {
    List<String> all = new ArrayList<>(List.of(kind, transports.replace(" server", "")));
    all.addAll(words);
    return all.toArray(String[]::new);
  }

  /** The same records of both payloads, whoever sends them. */
  private static List<String> lines(String transports, List<String> words, String records) {
    List<String> lines = new ArrayList<>();
    boolean servers = transports.equals(SERVERS);
    for (String transport : transports.replace(" server", "").split(",", -1)) {
      for (String role : servers ? List.of("server") : List.of("client", "server")) {
        if (!transport.equals("socket") || role.equals("client")) {
          for (String said : words) {
            lines.add(
                transport + ' ' + role + " [" + said + "] [" + records + ", " + records + ']');
          }
        }
      }
    }
    return lines;
  }
}
