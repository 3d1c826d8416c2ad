package io.github.recordsplit.tools.report;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import com.grack.nanojson.JsonObject;
import com.samskivert.mustache.Mustache;
import io.github.recordsplit.rules.Messages;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One self-contained HTML page about a JVM: no script, and nothing that is fetched. It is {@code
 * report.html}, whose holes are what {@code status --json} answers and what is added to that here.
 */
public final class ReportPage {
  private ReportPage() {}

  /**
   * Makes the page.
   *
   * @param json what {@code status --json} answers
   * @param application the JVM's name, as operators know it
   * @param pid its process number
   * @param time when it was asked
   */
  public static String of(String json, String application, String pid, String time) {
    Map<String, Object> page = new HashMap<>();
    page.put("application", application);
    page.put("pid", pid);
    page.put("time", time);
    JsonObject status = StatusJson.read(json);
    if (status.has("mode")) {
      complete(status, title(application, pid, time));
      page.put("status", status);
    }
    return filled("report.html", page);
  }

  /** What the page is about, in one line. */
  public static String title(String application, String pid, String time) {
    return application + ", process " + pid + ", " + time;
  }

  /** A template with its holes filled. */
  static String filled(String template, Map<String, Object> page) {
    page.put("breakable", (Mustache.Lambda) (part, out) -> out.write(breakable(part.execute())));
    try (Reader text = resource(template)) {
      return Mustache.compiler()
          .withEscaper(ReportPage::escaped)
          .withLoader(ReportPage::resource)
          .defaultValue("") // what an older agent does not tell
          .zeroIsFalse(true)
          .compile(text)
          .execute(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader resource(String name) {
    return new InputStreamReader(
        ReportPage.class.getResourceAsStream(name), StandardCharsets.UTF_8);
  }

  /** A text as HTML shows it, with nothing in it that is not plainly visible. */
  private static String escaped(String text) {
    return Messages.plain(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Where a class, a suite or a path may go on in the next line; an end tag may not. */
  private static String breakable(String html) {
    return html.replaceAll("([._]|(?<!<)/)(?=\\w{3})", "$1<wbr>");
  }

  /** The rules file that a JVM suggests. */
  public static String rules(String json, String title) {
    return SuggestedRules.of(StatusJson.read(json), title);
  }

  private static void complete(JsonObject status, String title) {
    status.put("suggestedRules", lines(SuggestedRules.of(status, title)));
    status.put("suspected", SuggestedRules.suspects(status));
    status.put("tone", status.getLong("vulnerableUnprotectedKinds") > 0 ? "bad" : "good");
    String verdict = status.getString("verdict");
    status.put(
        "sentence", verdict.substring(0, 1).toUpperCase(Locale.ROOT) + verdict.substring(1) + '.');
    StatusJson.objects(status, "kinds").forEach(ReportPage::completeKind);
    status.put(
        "groups",
        groups(
            StatusJson.objects(status, "kinds"),
            kind -> kind.getBoolean("vulnerable"),
            kind -> kind.getBoolean("protected")));
    status.put("upgrades", upgrades(status));
    StatusJson.objects(status, "rehearsal").forEach(ReportPage::completeFinding);
    status.put("rehearsed", !StatusJson.objects(status, "rehearsal").isEmpty());
    status.put("ruled", !StatusJson.objects(status, "rules").isEmpty());
  }

  /** The kinds in the order in which they matter. */
  static List<Map<String, Object>> groups(
      List<JsonObject> kinds, Predicate<JsonObject> vulnerable, Predicate<JsonObject> safe) {
    return Arrays.asList(
        group(
            kinds,
            "bad",
            "Vulnerable and not protected",
            "SSLv3 or TLS 1.0 with CBC, sent whole",
            vulnerable.and(safe.negate())),
        group(
            kinds,
            "good",
            "Protected",
            "SSLv3 or TLS 1.0 with CBC, split 1/n-1",
            vulnerable.and(safe)),
        group(
            kinds,
            "calm",
            "Not vulnerable",
            "newer TLS, or no CBC cipher suite",
            vulnerable.negate()));
  }

  /** A text of several lines, as HTML shows it. */
  static String lines(String text) {
    return Arrays.stream(text.split("\n", -1)).map(ReportPage::escaped).collect(joining("\n"));
  }

  private static Map<String, Object> group(
      List<JsonObject> all, String tone, String name, String meaning, Predicate<JsonObject> isIn) {
    List<JsonObject> kinds = all.stream().filter(isIn).collect(toList());
    Map<String, Object> group = new HashMap<>();
    group.put("tone", tone);
    group.put("name", name);
    group.put("meaning", meaning);
    group.put("members", kinds);
    group.put("count", kinds.size());
    return group;
  }

  /** A kind that is outside the scope is left alone, whatever was decided. */
  static void completeKind(JsonObject kind) {
    boolean idle =
        kind.getString("decision").equals("split") && "leave".equals(kind.getString("done"));
    String left = idle ? ", left alone as it is " + kind.getString("protection") : "";
    kind.put("decided", SuggestedRules.reason(kind) + left);
    JsonObject rule = kind.getObject("rule", new JsonObject());
    boolean cannot = kind.isString("cannot");
    kind.put("why", cannot ? "cannot: " + kind.getString("cannot") : rule.getString("statement"));
  }

  /** Null unless a rule asked for it: who never upgrades need not read of it. */
  private static Map<String, Object> upgrades(JsonObject status) {
    List<JsonObject> offered =
        StatusJson.objects(status, "kinds").stream()
            .filter(kind -> kind.get("upgrade") != null)
            .collect(toList());
    List<JsonObject> failures = StatusJson.objects(status, "upgradesFailed");
    for (JsonObject each : failures) {
      long times = each.getLong("times");
      each.put("counted", times + (times == 1 ? " time" : " times"));
    }
    Map<String, Object> upgrades = new HashMap<>();
    upgrades.put("any", !offered.isEmpty());
    upgrades.put("offered", offered);
    return offered.isEmpty() && failures.isEmpty() ? null : upgrades;
  }

  static void completeFinding(JsonObject finding) {
    boolean known = finding.isBoolean("survives");
    boolean survives = finding.getBoolean("survives");
    finding.put("tone", known ? survives ? "good" : "bad" : "calm");
    finding.put("found", known ? survives ? "survives" : "does not survive" : "not known yet");
  }
}
