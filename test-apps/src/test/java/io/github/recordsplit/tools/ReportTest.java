package io.github.recordsplit.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.ThreeKinds;
import io.github.recordsplit.apps.framing.FramingClient;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Chromium;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page about a running JVM: what stands on it, and how it looks in a browser. */
class ReportTest {
  private static final String RULES =
      """
      split host db.example
      never host 2001:db8::/32
      rehearse class **.framing.**
      upgrade host *.pinned.example
      """;

  private static Child application;

  @BeforeAll
  static void startApplication() {
    Path rules = Target.write("report/rules", RULES);
    application =
        ChildJvm.on(Jdks.running())
            .brief()
            .agent("rules=" + rules)
            .property("jsse.enableCBCProtection", "false")
            .main(ThreeKinds.class)
            .start();
    String[] ports = application.awaitLine("^ports ([\\d ]+)").group(1).split(" ", -1);
    String[] arguments =
        Stream.concat(Stream.of("2", "20000"), Stream.of(ports)).toArray(String[]::new);
    Result client = ChildJvm.on(Jdks.running()).brief().main(FramingClient.class, arguments).run();
    client.assertClean();
  }

  @AfterAll
  static void stopApplication() {
    application.closeInput();
    application.await().assertSilent();
  }

  @Test
  void isWrittenByTheRunningJava() throws IOException {
    assertPage(report(Jdks.running()));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> isWrittenByEveryJava() {
    return Jdks.each(jdk -> assertPage(report(jdk)));
  }

  private static void assertPage(String written) {
    String page = written.replaceAll(">\\s+<", "><"); // as a browser reads a table
    List<String> groups =
        Pattern.compile("<h3 class=\"\\w+\">([^<]+) <span class=\"count\">(\\d+)")
            .matcher(page)
            .results()
            .map(m -> m.group(1) + " " + m.group(2))
            .toList();
    // The receivers' sockets and engines are of one kind: a rule with a host names both their peer.
    assertEquals(
        List.of("Vulnerable and not protected 4", "Protected 1", "Not vulnerable 3"), groups);
    assertTrue(page.contains(">ledger.<wbr>example:443<"), page);
    assertTrue(page.contains("&lt;script&gt;alert(&#39;x&#39;)"), page);
    assertFalse(page.contains("<script"), page);
    assertFalse(
        Pattern.compile("<(?![!/]?[\\w-])|</\\w*[^\\w>]|\\{\\{").matcher(page).find(), page);
    assertFalse(Pattern.compile("(src|href)=|url\\(|@import|https?:").matcher(page).find(), page);
    assertEquals(2, count(page, "does not survive</span>"));
    assertEquals(2, count(page, ">survives</span>"));
    String upgrades =
        between(page.replace("<wbr>", ""), "<h2>Newer TLS that was offered</h2>", "</section>");
    assertEquals(
        List.of(
            "old.pinned.example:636 this JVM is the client | TLSv1 TLS_RSA_WITH_AES_128_CBC_SHA",
            "new.pinned.example:636 this JVM is the client"
                + " | TLSv1.2 TLS_RSA_WITH_AES_128_GCM_SHA256"),
        rows(upgrades));
    assertEquals(2, count(upgrades, "TLSv1.1 beside the application&#39;s TLSv1</td>"), upgrades);
    assertEquals(2, count(upgrades, ">upgrade host *.pinned.example<"), upgrades);
    assertEquals(2, count(upgrades, "rules:4</small>"), upgrades);
    assertEquals(1, count(upgrades, "<p class=\"bad\">1 time: "), upgrades);
    String failure = "failed with client odd.pinned.example:636, which was offered ";
    assertEquals(1, count(upgrades, failure), upgrades);
  }

  /** Of each row the peer and what it picked, as they read. */
  private static List<String> rows(String table) {
    return Pattern.compile(
            "<tr><td data-column=\"Peer\">(.*?)</td>.*?<td data-column=\"The peer picked\">(.*?)</td>")
        .matcher(table)
        .results()
        .map(m -> plain(m.group(1)) + " | " + plain(m.group(2)))
        .toList();
  }

  private static String plain(String html) {
    return html.replace("<small>", " ").replaceAll("<[^>]+>", "");
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start);
    assertTrue(from >= 0, () -> "no " + start + " in " + text);
    return text.substring(from, text.indexOf(end, from));
  }

  private static long count(String page, String part) {
    return Pattern.compile(part, Pattern.LITERAL).matcher(page).results().count();
  }

  /** The rules file that it suggests can be read, and protects what is vulnerable. */
  @Test
  void suggestsARulesFile() throws IOException {
    Matcher pre =
        Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL).matcher(report(Jdks.running()));
    assertTrue(pre.find());
    String text = unescaped(pre.group(1));
    Path file = Target.write("report/suggested", text);
    Result check = command(Jdks.running(), "check", file.toString());
    assertEquals(0, check.status(), () -> check.describe(text));
    String[] host = {"explain", file.toString(), "--host", "ledger.example:443"};
    assertEquals(0, command(Jdks.running(), host).status(), text);
    String[] never = {
      "explain", file.toString(), "--host", "2001:db8::7", "--class", ThreeKinds.class.getName()
    };
    assertEquals(1, command(Jdks.running(), never).status(), text);
    String[] byClass = {"explain", file.toString(), "--class", ThreeKinds.class.getName()};
    assertEquals(0, command(Jdks.running(), byClass).status(), text);
    assertTrue(
        text.contains("# client 2001:db8::7:8443 (TLSv1) is not protected on purpose"), text);
    assertTrue(text.contains("# a test, and left out: rehearse class **.framing.**"), text);
    assertTrue(text.contains("OneReadSocketReceiver breaks when its peers split"), text);
    assertTrue(
        text.contains(
            """
            split host old.pinned.example:636 role client
            # newer TLS was offered to this peer, which has none
            """),
        text);
    assertFalse(text.contains("better still: upgrade host old.pinned"), text);
    assertTrue(
        Pattern.compile("# take this peer out .*odd\\.pinned\\.example").matcher(text).find(),
        text);
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  @Test
  void fitsAPhoneAndADesk() throws IOException {
    String page = report(Jdks.running());
    for (int width : new int[] {375, 1280}) {
      Chromium.Look look = Chromium.assumeLook(page, width, "report/" + width + ".png");
      assertEquals(width, look.scrollWidth(), "horizontal overflow at " + width);
      assertEquals(3, look.count("h3"));
      assertTrue(look.count("tbody tr") >= 16, () -> look.count("tbody tr") + " rows");
    }
  }

  @Test
  void wrongUseIsTold() {
    Result result = command(Jdks.running(), "report");
    assertEquals(2, result.status());
    assertEquals(
        List.of(
            "recordsplit: --out is missing (expected report --out DIR [PID|FILE...] [--rules-out FILE])"),
        result.stderr());
  }

  private static String report(Jdk jdk) throws IOException {
    Path folder = Target.file("report/java-" + jdk.feature());
    String pid = application.pid() + "";
    Result result = command(jdk, "report", "--out", folder.toString(), pid);
    assertEquals(0, result.status(), () -> result.describe("report"));
    Path file = folder.resolve("recordsplit-" + pid + ".html");
    assertEquals(List.of(file.toString()), result.stdout());
    return Files.readString(file);
  }

  private static Result command(Jdk jdk, String... arguments) {
    return ChildJvm.on(jdk).brief().jar(Target.agentJar(), arguments).run();
  }
}
