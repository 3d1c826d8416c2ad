package io.github.recordsplit.tools.report;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import com.grack.nanojson.JsonObject;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Presets;
import io.github.recordsplit.rules.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One rules file that many JVMs suggest: each rule has an {@code app}, so that it is for those that
 * it comes from.
 */
final class SuggestedFleetRules {
  private final List<JsonObject> statuses;
  private final StringBuilder out = new StringBuilder();

  private SuggestedFleetRules(List<JsonObject> statuses) {
    this.statuses = statuses;
  }

  /** The file's text. */
  static String of(List<JsonObject> statuses, String title) {
    SuggestedFleetRules suggestion = new SuggestedFleetRules(statuses);
    suggestion.comment("suggested by recordsplit for " + title);
    suggestion.comment("the first rule that matches decides; each is for one application");
    suggestion.directives();
    byApplication(statuses).forEach(suggestion::application);
    return suggestion.out.toString();
  }

  /** By names, of which an empty one is that of all without. */
  static Map<String, List<JsonObject>> byApplication(List<JsonObject> statuses) {
    Map<String, List<JsonObject>> all = new TreeMap<>();
    for (JsonObject status : statuses) {
      all.computeIfAbsent(status.getString("app", ""), app -> new ArrayList<>()).add(status);
    }
    return all;
  }

  /** What a mode does that not all of them are in, a rule without conditions does for those. */
  private void directives() {
    out.append("\nmode  selective\n");
    directive("scope", "vulnerable");
    directive("first", "split");
  }

  private void directive(String name, String otherwise) {
    Set<String> values = values(statuses, name);
    if (values.size() > 1) {
      comment("not all of them have " + name + " " + String.join(" or ", values));
    }
    String value = values.size() == 1 ? values.iterator().next() : otherwise;
    out.append(name).append(' ').append(value).append('\n');
  }

  private static Set<String> values(List<JsonObject> of, String name) {
    return of.stream().map(status -> status.getString(name)).collect(toCollection(TreeSet::new));
  }

  private void application(String app, List<JsonObject> jvms) {
    out.append('\n');
    Set<String> hosts = values(named(jvms), "host");
    comment(
        (app.isEmpty() ? "an application without a name" : app)
            + ": "
            + ReportsPage.counted(jvms.size(), "JVM")
            + (hosts.isEmpty() ? "" : " on " + String.join(", ", hosts)));
    String glob = glob(app);
    if (glob == null) {
      comment("no rule can name it: start it with -Drecordsplit.app=NAME");
      return;
    }
    inForce(glob, jvms);
    additions(glob, jvms);
    if (values(jvms, "mode").contains("all")) {
      comment("in mode all");
      out.append("split app ").append(glob).append('\n');
    }
    readers(jvms);
  }

  private static List<JsonObject> named(List<JsonObject> jvms) {
    return jvms.stream().filter(status -> status.isString("host")).collect(toList());
  }

  /** A word that the name and, but for odd characters, no other matches; or null. */
  private static String glob(String app) {
    String glob = app.replaceAll("[\\s#*\\p{Cntrl}]", "?");
    try {
      return Rules.parse("suggestion", "split app " + glob).forApp(app).all().size() == 1
          ? glob
          : null;
    } catch (ConfigException e) {
      return null;
    }
  }

  private void inForce(String glob, List<JsonObject> jvms) {
    Set<String> statements = new LinkedHashSet<>();
    Set<String> tests = new LinkedHashSet<>();
    Set<String> lists = new TreeSet<>();
    for (JsonObject status : jvms) {
      for (JsonObject rule : StatusJson.objects(status, "rules")) {
        String statement = rule.getString("statement");
        if (Arrays.asList(Presets.names()).contains(rule.getString("source"))) {
          lists.add(rule.getString("source"));
        }
        (statement.startsWith("rehearse") ? tests : statements).add(withApp(statement, glob));
      }
    }
    if (!statements.isEmpty()) {
      comment("in force now" + (lists.isEmpty() ? "" : ", with " + String.join(", ", lists)));
    }
    statements.forEach(statement -> out.append(statement).append('\n'));
    tests.forEach(test -> comment("a test, and left out: " + test));
  }

  /** A statement as it was understood, for this application: of its words the second may be app. */
  private static String withApp(String statement, String glob) {
    String[] words = statement.split(" ", -1);
    boolean has = words.length > 2 && words[1].equals("app");
    List<String> rest = Arrays.asList(words).subList(has ? 3 : 1, words.length);
    return words[0] + " app " + glob + (rest.isEmpty() ? "" : ' ' + String.join(" ", rest));
  }

  private void additions(String glob, List<JsonObject> jvms) {
    Map<String, String> rules = new LinkedHashMap<>();
    Set<String> remarks = new LinkedHashSet<>();
    for (JsonObject status : jvms) {
      for (JsonObject kind : StatusJson.objects(status, "kinds")) {
        if (StatusJson.isUnprotected(kind)) {
          SuggestedRules.addition(kind, rules, remarks);
        }
      }
    }
    rules.forEach(
        (conditions, why) -> {
          comment(why);
          out.append("split app ").append(glob).append(' ').append(conditions).append('\n');
        });
    remarks.forEach(this::comment);
  }

  private void readers(List<JsonObject> jvms) {
    Set<String> broken = new LinkedHashSet<>();
    for (JsonObject status : jvms) {
      for (JsonObject finding : StatusJson.objects(status, "rehearsal")) {
        if (Boolean.FALSE.equals(finding.get("survives"))) {
          broken.add(finding.getString("reader"));
        }
      }
    }
    for (String reader : broken) {
      comment(reader + " breaks when its peers split: they need a 'never' rule for its hosts");
    }
  }

  private void comment(String text) {
    out.append("# ").append(Messages.plain(text)).append('\n');
  }
}
