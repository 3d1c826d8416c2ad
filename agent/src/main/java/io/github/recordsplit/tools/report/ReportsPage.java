package io.github.recordsplit.tools.report;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import com.grack.nanojson.JsonObject;
import io.github.recordsplit.rules.ModeSetting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** One self-contained HTML page about many JVMs, and the rules file that they suggest together. */
public final class ReportsPage {
  private static final String[] SAME = {
    "app",
    "role",
    "peer",
    "protocol",
    "cipherSuite",
    "library",
    "openedBy",
    "decision",
    "done",
    "reason",
    "protection",
    "cannot",
    "current"
  };

  private final List<JsonObject> statuses;
  private final List<String> leftOut;
  private final String time;

  /**
   * A page.
   *
   * @param statuses what {@code status --json} answered, or a JVM left
   * @param leftOut sentences about those of which nothing is known
   * @param time when it is made
   */
  public ReportsPage(List<JsonObject> statuses, List<String> leftOut, String time) {
    this.statuses = statuses;
    this.leftOut = leftOut;
    this.time = time;
    for (JsonObject status : statuses) {
      status.put("app", status.getString("app", ""));
    }
  }

  /** The suggested rules file. */
  public String rules() {
    return SuggestedFleetRules.of(statuses, counted(statuses.size(), "JVM") + ", " + time);
  }

  /** The page. */
  public String html() {
    Map<String, List<JsonObject>> byApp = SuggestedFleetRules.byApplication(statuses);
    List<JsonObject> kinds = merged();
    Map<String, Object> page = new HashMap<>();
    page.put("title", counted(byApp.size(), "application"));
    page.put("time", time);
    page.put("jvms", statuses.size());
    page.put("applicationCount", byApp.size());
    page.put("hostCount", hosts(statuses).size());
    page.put("payloadsSplit", sum(statuses, "payloadsSplit"));
    page.put("leftOut", leftOut);
    page.put("applications", byApp.values().stream().map(this::application).collect(toList()));
    page.put("groups", groups(kinds));
    List<JsonObject> findings = rehearsal();
    page.put("rehearsal", findings);
    page.put("rehearsed", !findings.isEmpty());
    page.put("suggestedRules", ReportPage.lines(rules()));
    verdict(page, kinds);
    return ReportPage.filled("reports.html", page);
  }

  private static void verdict(Map<String, Object> page, List<JsonObject> kinds) {
    long bad = kinds.stream().filter(StatusJson::isUnprotected).count();
    page.put("tone", bad > 0 ? "bad" : "good");
    page.put(
        "sentence",
        bad == 0
            ? "Nothing vulnerable is unprotected."
            : counted(bad, "kind")
                + " of connection "
                + (bad == 1 ? "is" : "are")
                + " vulnerable and not protected.");
  }

  static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static long sum(List<JsonObject> of, String name) {
    return of.stream().mapToLong(each -> each.getLong(name)).sum();
  }

  private static Set<String> hosts(List<JsonObject> of) {
    Set<String> hosts = new TreeSet<>();
    for (JsonObject each : of) {
      hosts.add(each.getString("host", "unknown host"));
    }
    return hosts;
  }

  private Map<String, Object> application(List<JsonObject> jvms) {
    long bad =
        jvms.stream()
            .flatMap(status -> StatusJson.objects(status, "kinds").stream())
            .filter(StatusJson::isUnprotected)
            .map(ReportsPage::key)
            .distinct()
            .count();
    Map<String, Object> row = new HashMap<>();
    row.put("name", name(jvms.get(0).getString("app")));
    row.put("hosts", String.join(", ", hosts(jvms)));
    row.put(
        "modes", jvms.stream().map(ReportsPage::mode).distinct().sorted().collect(joining(", ")));
    row.put("jvms", jvms.size());
    row.put("connections", sum(jvms, "connections"));
    row.put("payloadsSplit", sum(jvms, "payloadsSplit"));
    row.put("unprotected", bad == 0 ? "none" : counted(bad, "kind"));
    row.put("tone", bad == 0 ? "good" : "bad");
    return row;
  }

  private static String name(String app) {
    return app.isEmpty() ? "(without a name)" : app;
  }

  private static String mode(JsonObject status) {
    return status.getString("mode")
        + (status.getBoolean("dryRun") ? " " + ModeSetting.DRY_RUN : "");
  }

  private static String key(JsonObject kind) {
    return Arrays.stream(SAME).map(name -> String.valueOf(kind.get(name))).collect(joining("\n"));
  }

  /** The same kind in several JVMs of an application is one. */
  private List<JsonObject> merged() {
    Map<String, JsonObject> all = new LinkedHashMap<>();
    Map<String, List<JsonObject>> jvms = new HashMap<>();
    for (JsonObject status : statuses) {
      for (JsonObject kind : StatusJson.objects(status, "kinds")) {
        JsonObject one = new JsonObject(kind);
        one.put("app", status.getString("app"));
        String key = key(one);
        JsonObject known = all.get(key);
        jvms.computeIfAbsent(key, k -> new ArrayList<>()).add(status);
        if (known == null) {
          all.put(key, one);
        } else {
          add(known, kind);
        }
      }
    }
    all.forEach((key, kind) -> complete(kind, jvms.get(key)));
    return new ArrayList<>(all.values());
  }

  private static void add(JsonObject to, JsonObject kind) {
    for (String count : new String[] {"connections", "payloadsSplit"}) {
      to.put(count, to.getLong(count) + kind.getLong(count));
    }
  }

  private static void complete(JsonObject kind, List<JsonObject> jvms) {
    ReportPage.completeKind(kind);
    kind.put("app", name(kind.getString("app")));
    kind.put("jvms", jvms.size());
    kind.put("hosts", String.join(", ", hosts(jvms)));
  }

  private static List<Map<String, Object>> groups(List<JsonObject> kinds) {
    Predicate<JsonObject> vulnerable = kind -> kind.getBoolean("vulnerable");
    Predicate<JsonObject> safe = kind -> kind.getBoolean("protected");
    return ReportPage.groups(kinds, vulnerable, safe);
  }

  private List<JsonObject> rehearsal() {
    List<JsonObject> all = new ArrayList<>();
    for (JsonObject status : statuses) {
      for (JsonObject finding : StatusJson.objects(status, "rehearsal")) {
        JsonObject row = new JsonObject(finding);
        ReportPage.completeFinding(row);
        row.put("app", name(status.getString("app")));
        row.put("host", status.getString("host", "unknown host"));
        all.add(row);
      }
    }
    return all;
  }
}
