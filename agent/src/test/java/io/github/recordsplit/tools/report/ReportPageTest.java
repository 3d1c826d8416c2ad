package io.github.recordsplit.tools.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page where there is little to show; ReportTest has that of a busy JVM. */
class ReportPageTest {
  private static final String QUIET =
      """
      {"mode":"all","scope":"any","first":"split","rulesFile":null,"rulesError":"r:1 is \\u00fc<b>\\n",
      "rules":[],"hooksMissing":["a","b"],"failures":1,"connections":0,"openConnections":0,
      "payloadsSplit":0,"kinds":[],"vulnerableUnprotectedKinds":0,"rehearsal":[],
      "upgradesFailed":[{"times":2,"failure":"no"}],"verdict":"all is well"}
      """;

  @Test
  void saysThatNoTlsWasUsed() {
    String page = ReportPage.of("{\"tls\":false}", "a<b", "1", "now");
    assertTrue(page.contains("This JVM has used no TLS yet"), page);
    assertTrue(page.contains("<h1>a&lt;b</h1>"), page);
    assertFalse(page.contains("<section"), page);
  }

  @Test
  void showsWhatIsNotThere() {
    String page = ReportPage.of(QUIET, "app", "1", "now");
    assertEquals(List.of("None.", "None.", "None."), found(page, ">(None\\.)<"));
    assertEquals(List.of("No rules."), found(page, ">(No rules\\.)<"));
    assertEquals(List.of("Nothing was rehearsed."), found(page, ">(Nothing was rehearsed\\.)"));
    assertEquals(List.of("a", "b"), found(page, "Hook missing: (\\w)<"));
    assertEquals(List.of("r:1 is \u00fc&lt;b&gt;\\n"), found(page, "file is wrong: (.*)</p>"));
    assertEquals(List.of("2 times: no"), found(page, "<p class=\"bad\">(.*)</p>"));
    assertEquals(List.of("Mode all, scope any, first split."), found(page, "<p>(Mode .*)</p>"));
    assertEquals(List.of("All is well."), found(page, "<p>(All .*)</p>"));
    assertEquals(List.of(), found(page, "(<table>)"));
  }

  /** The rule is there to be read, and not in force: nobody shall switch the protection off. */
  @Test
  void showsWhoBreaks() {
    String kind =
        """
        {"role":"client","peer":"device.example:7001","protocol":"TLSv1","cipherSuite":"CBC",
        "library":"SunJSSE","openedBy":"a.B","decision":"split","done":"split","reason":"mode all",
        "rule":null,"upgrade":null,"cannot":null,"protection":"protected by recordsplit",
        "vulnerable":true,"protected":true,"current":true,"connections":8,"open":0,
        "payloadsSplit":8,"suspect":"SUSPECT client device.example:7001: 8 of 8"}""";
    String page =
        ReportPage.of(QUIET.replace("\"kinds\":[]", "\"kinds\":[" + kind + "]"), "app", "1", "now")
            .replace("<wbr>", "");
    String rule = "never host device.example:7001 role client";
    assertTrue(
        page.contains(
            "<p class=\"note bad\">SUSPECT client device.example:7001: 8 of 8."
                + " If you believe it: "
                + rule
                + "</p>"),
        page);
    assertEquals(List.of("# "), found(page, "(?m)^(.*)" + Pattern.quote(rule) + "$"));
  }

  /** Members that came later are not in it. */
  @Test
  void showsWhatAnOlderAgentTold() {
    String reader = "{\"reader\":\"a.Reader\",\"payloads\":1,\"survives\":true}";
    String told = QUIET.replace("\"rehearsal\":[]", "\"rehearsal\":[" + reader + "]");
    String page = ReportPage.of(told, "app", "1", "now").replace("<wbr>", "");
    assertTrue(page.contains("a.Reader"), page);
  }

  @Test
  void readsJsonOnly() {
    for (String wrong : new String[] {"", "[]", "{", "{\"a\":1,}", "{} x"}) {
      assertThrows(
          IllegalArgumentException.class, () -> ReportPage.of(wrong, "a", "1", "now"), wrong);
    }
  }

  private static List<String> found(String page, String regex) {
    return Pattern.compile(regex).matcher(page).results().map(m -> m.group(1)).toList();
  }
}
