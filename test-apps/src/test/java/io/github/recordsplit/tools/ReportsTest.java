package io.github.recordsplit.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.TwoClients;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Chromium;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One page about many JVMs, and one rules file that protects what was not. */
class ReportsTest {
  private static final String SPLIT = "[[1, 199], [1, 199]]";
  private static final String WHOLE = "[[200], [200]]";

  /** Read from the wire: before, nothing was split. */
  @TestFactory
  Stream<DynamicTest> theRulesProtectWhatWasNotProtected() {
    return Jdks.some(
        jdk -> {
          Path folder = fresh("reports/wire-" + jdk.feature());
          try (RecordServer a = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE);
              RecordServer b = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE)) {
            Path never =
                Target.write(
                    "reports/bank-" + jdk.feature(),
                    "never class **.billing.Client # breaks\nleave app other host localhost\n");
            String left = "report=" + folder.resolve("left");
            List<String> shop = List.of("shopA localhost " + a.port() + " main main main");
            List<String> bank =
                List.of(
                    "bankB localhost " + b.port() + " main main main",
                    "bankBilling localhost " + b.port() + " billing billing billing");
            run(jdk, "shop", left, shop);
            run(jdk, "bank", left + ",rules=" + never, bank);
            assertEquals(Map.of("shopA", WHOLE), seen(a));
            assertEquals(Map.of("bankB", WHOLE, "bankBilling", WHOLE), seen(b));
            Path rules = folder.resolve("rules");
            String[] words = {
              "report", "--out", folder + "/page", folder + "/left", "--rules-out", "" + rules
            };
            Result result = command(jdk, words);
            assertEquals(0, result.status(), () -> result.describe("report"));
            assertEquals(List.of(folder + "/page/recordsplit.html", "" + rules), result.stdout());
            Result check = command(jdk, "check", rules.toString());
            assertEquals(0, check.status(), () -> check.describe("check"));
            String text = Files.readString(rules);
            assertEquals(
                List.of(
                    "mode  selective",
                    "scope vulnerable",
                    "first split",
                    "never app bank class **.billing.Client",
                    "split app bank host localhost:" + b.port() + " role client",
                    "split app shop host localhost:" + a.port() + " role client"),
                text.lines().filter(l -> !l.isEmpty() && !l.startsWith("#")).toList());
            a.forget();
            b.forget();
            List<String> more = new ArrayList<>(shop);
            more.add("shopB localhost " + b.port() + " main main main");
            run(jdk, "shop", "rules=" + rules, more);
            more = new ArrayList<>(bank);
            more.add("bankA localhost " + a.port() + " main main main");
            run(jdk, "bank", "rules=" + rules, more);
            run(
                jdk,
                "else",
                "rules=" + rules,
                List.of("else localhost " + a.port() + " main main main"));
            assertEquals(Map.of("shopA", SPLIT, "bankA", WHOLE, "else", WHOLE), seen(a));
            assertEquals(Map.of("bankB", SPLIT, "bankBilling", WHOLE, "shopB", WHOLE), seen(b));
          }
        });
  }

  private static void run(Jdk jdk, String app, String options, List<String> connections) {
    ChildJvm.on(jdk)
        .brief()
        .property("recordsplit.app", app)
        .property("jsse.enableCBCProtection", "false")
        .agent(options)
        .main(TwoClients.class, connections.toArray(String[]::new))
        .run()
        .assertSilent();
  }

  private static Map<String, String> seen(RecordServer server) {
    Map<String, String> seen = new TreeMap<>();
    server.recordsByLabel().forEach((label, records) -> seen.put(label, "" + records));
    return seen;
  }

  /** Fifty JVMs of ten applications, on five hosts. */
  @Test
  void fiftyBecomeOnePage() throws Exception {
    Path folder = fresh("reports/fifty");
    Path left = Files.createDirectories(folder.resolve("left"));
    for (int i = 0; i < 50; i++) {
      Files.writeString(left.resolve("jvm" + i + ".json"), status(i));
    }
    Path rules = folder.resolve("rules");
    Result result =
        command(
            Jdks.running(),
            "report",
            "--rules-out",
            rules.toString(),
            "--out",
            folder.toString(),
            left.toString());
    assertEquals(0, result.status(), () -> result.describe("report"));
    String page = Files.readString(folder.resolve("recordsplit.html"));
    String plain = page.replaceAll(">\\s+<", "><");
    assertTrue(plain.contains("<h1>10 applications</h1>"), page);
    assertTrue(plain.contains("<li><b>50</b> JVMs</li>"), page);
    assertTrue(plain.contains("<li><b>5</b> hosts</li>"), page);
    assertTrue(plain.contains("10 kinds of connection are vulnerable and not protected."), page);
    assertTrue(plain.contains("Vulnerable and not protected <span class=\"count\">10<"), page);
    assertTrue(plain.contains("data-column=\"JVMs\">5<"), page);
    assertFalse(Pattern.compile("<script|\\{\\{").matcher(page).find(), page);
    assertFalse(Pattern.compile("(src|href)=|url\\(|@import|https?:").matcher(page).find(), page);
    assertEquals(0, command(Jdks.running(), "check", rules.toString()).status());
    String text = Files.readString(rules);
    assertEquals(10, text.lines().filter(l -> l.startsWith("split app app?")).count(), text);
    for (int width : new int[] {375, 1280}) {
      Chromium.Look look = Chromium.assumeLook(page, width, "reports/" + width + ".png");
      assertEquals(width, look.scrollWidth(), "horizontal overflow at " + width);
    }
  }

  /** As an agent answers it; a name with a blank, and markup, which are nobody's to run. */
  private static String status(int i) {
    int app = i % 10;
    String kind =
        """
        {"role":"client","peer":"db%d.example:1433","protocol":"TLSv1",
        "cipherSuite":"TLS_RSA_WITH_AES_128_CBC_SHA","library":"SunJSSE",
        "openedBy":"com.acme.warehouse.persistence.ConnectionPool","decision":"leave","done":"leave",
        "apart":false,"reason":"mode selective","rule":null,"upgrade":null,"cannotMatch":[],
        "cannot":null,"protection":"VULNERABLE and not protected","vulnerable":true,
        "protected":false,"current":true,"connections":3,"open":1,"payloadsSplit":0}
        """
            .formatted(app);
    String calm =
        kind.replace("TLSv1\"", "TLSv1.3\"")
            .replace("\"vulnerable\":true", "\"vulnerable\":false")
            .replace("\"protected\":false", "\"protected\":true")
            .replace("VULNERABLE and not protected", "not vulnerable");
    return """
        {"mode":"selective","dryRun":false,"scope":"vulnerable","first":"split","schema":1,
        "pid":%d,"user":"acme","app":"app %d<b>.jar","host":"host%d","version":"0.2.0",
        "rules":[],"hooksMissing":[],"failures":0,"connections":6,"openConnections":2,
        "payloadsSplit":0,"kinds":[%s,%s],"vulnerableUnprotectedKinds":1,"rehearsal":[],
        "upgradesFailed":[],"verdict":"1 kind of connection is vulnerable and not protected"}
        """
        .formatted(1000 + i, app, i % 5, kind, calm);
  }

  /** The others count, and who asked is told. */
  @Test
  void whatIsNoReportIsToldAndLeftOut() throws Exception {
    Path folder = fresh("reports/odd");
    Path left = Files.createDirectories(folder.resolve("left"));
    Files.writeString(left.resolve("a.json"), status(1));
    Files.writeString(left.resolve("b.json"), "{");
    Files.writeString(left.resolve("c.json"), "{\"name\":\"other\"}");
    Files.writeString(left.resolve("d.json"), status(2).replace("\"schema\":1", "\"schema\":2"));
    Files.createDirectory(left.resolve("e.json"));
    Files.writeString(left.resolve("notes.txt"), "not asked for");
    Path none = folder.resolve("none.json");
    Result result =
        command(Jdks.running(), "report", "--out", "" + folder, left.toString(), none.toString());
    assertEquals(1, result.status(), () -> result.describe("report"));
    assertEquals(
        List.of(
            "recordsplit: " + left + "/b.json is no JSON object",
            "recordsplit: " + left + "/c.json is no report of recordsplit",
            "recordsplit: " + left + "/d.json is of another version, schema 2",
            "recordsplit: " + left + "/e.json is no file",
            "recordsplit: " + none + " is not there"),
        result.stderr());
    String page = Files.readString(folder.resolve("recordsplit.html"));
    assertTrue(page.contains("<h1>1 application</h1>"), page);
    assertTrue(page.contains("Left out: "), page);
    Result nothing = command(Jdks.running(), "report", "--out", "" + folder, none.toString());
    assertEquals(1, nothing.status());
    assertEquals("recordsplit: there is nothing to report", nothing.stderr().get(1));
  }

  private static Path fresh(String name) throws IOException {
    Path folder = Target.file(name);
    if (Files.exists(folder)) {
      List<Path> old = new ArrayList<>();
      try (Stream<Path> all = Files.walk(folder)) {
        all.forEach(old::add);
      }
      for (int i = old.size() - 1; i >= 0; i--) {
        Files.delete(old.get(i));
      }
    }
    return Files.createDirectories(folder);
  }

  private static Result command(Jdk jdk, String... words) {
    return ChildJvm.on(jdk).brief().jar(Target.agentJar(), words).run();
  }
}
