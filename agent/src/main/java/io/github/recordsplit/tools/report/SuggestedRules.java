package io.github.recordsplit.tools.report;

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

/** The rules file that a JVM's connections suggest. It can be read as it is. */
final class SuggestedRules {
  private static final String UNKNOWN_HOST = "unknown host";
  private static final String UNKNOWN_CLASS = "-";

  private final JsonObject status;
  private final StringBuilder out = new StringBuilder();

  private SuggestedRules(JsonObject status) {
    this.status = status;
  }

  /** The file's text. */
  static String of(JsonObject status, String title) {
    SuggestedRules suggestion = new SuggestedRules(status);
    suggestion.comment("suggested by recordsplit for " + title);
    suggestion.comment("the first rule that matches decides, so what is new stands last");
    suggestion.directives();
    suggestion.carveOuts();
    suggestion.inForce();
    suggestion.additions();
    suggestion.readers();
    suggestion.upgrades();
    return suggestion.out.toString();
  }

  private void directives() {
    String mode = status.getString("mode");
    out.append('\n');
    if (status.getBoolean("dryRun", false)) {
      comment("it is a dry run now, in which nothing is split");
    }
    if ("none".equals(mode)) {
      comment("it is none now, in which nothing is protected");
      mode = "selective";
    }
    out.append("mode  ").append(mode).append('\n');
    out.append("scope ").append(status.getString("scope")).append('\n');
    out.append("first ").append(status.getString("first")).append('\n');
  }

  /** Who seems to break, and the rule that would leave it whole. */
  static List<JsonObject> suspects(JsonObject status) {
    Map<String, JsonObject> all = new LinkedHashMap<>();
    for (JsonObject kind : StatusJson.objects(status, "kinds")) {
      if (kind.isString("suspect") && kind.getBoolean("current")) {
        JsonObject suspect = new JsonObject();
        suspect.put("verdict", kind.getString("suspect"));
        String conditions = conditions(kind);
        suspect.put("rule", conditions == null ? null : "never " + conditions);
        all.put(kind.getString("suspect"), suspect);
      }
    }
    return new ArrayList<>(all.values());
  }

  /** Left to who reads it: who can reset connections could switch the protection off. */
  private void carveOuts() {
    for (JsonObject suspect : suspects(status)) {
      out.append('\n');
      comment(suspect.getString("verdict"));
      if (suspect.isString("rule")) {
        comment("if you believe it, take away this sign in front of the rule:");
        comment(suspect.getString("rule"));
      }
    }
  }

  /** Behind the rules in force, none of which said anything of these connections. */
  private void additions() {
    Map<String, String> rules = new LinkedHashMap<>();
    Set<String> remarks = new LinkedHashSet<>();
    Set<String> offered = new LinkedHashSet<>();
    for (JsonObject kind : StatusJson.objects(status, "kinds")) {
      if (StatusJson.isUnprotected(kind)) {
        addition(kind, rules, remarks);
        if (kind.get("upgrade") != null) {
          offered.add(conditions(kind));
        }
      }
    }
    rules.forEach(
        (conditions, why) -> {
          out.append('\n');
          comment(why);
          out.append("split ").append(conditions).append('\n');
          if (offered.contains(conditions)) {
            comment("newer TLS was offered to this peer, which has none");
          } else if (conditions.startsWith("host ")) {
            comment("if this peer has TLS 1.2, better still: upgrade " + conditions);
          }
        });
    out.append(remarks.isEmpty() ? "" : "\n");
    remarks.forEach(this::comment);
  }

  static void addition(JsonObject kind, Map<String, String> rules, Set<String> remarks) {
    String what = name(kind) + " (" + kind.getString("protocol") + ")";
    String conditions = conditions(kind);
    if (isDryRun(kind)) {
      remarks.add(what + " " + reason(kind) + ", were this no dry run");
    } else if (kind.get("cannot") != null) {
      remarks.add(what + " cannot be protected: " + kind.getString("cannot"));
    } else if (kind.get("rule") != null || !kind.getString("reason").startsWith("mode ")) {
      remarks.add(what + " is not protected on purpose: " + reason(kind));
    } else if (conditions == null) {
      remarks.add(what + " is vulnerable, and names neither a peer nor a class: mode all");
    } else if (!rules.containsKey(conditions)) {
      rules.put(conditions, what + " is vulnerable, opened by " + kind.getString("openedBy"));
    }
  }

  private static String name(JsonObject kind) {
    return (kind.get("role") != null ? kind.getString("role") + " " : "") + kind.getString("peer");
  }

  static String reason(JsonObject kind) {
    String decision = kind.getString("decision");
    boolean split = decision.equals("split");
    String would = split ? "would be split" : "would never be split";
    return (isDryRun(kind) ? would : decision) + " by " + kind.getString("reason");
  }

  private static boolean isDryRun(JsonObject kind) {
    return kind.getString("done", "").startsWith("would");
  }

  /** By host where this JVM knows whom it calls, else by the class that opens it; or null. */
  private static String conditions(JsonObject kind) {
    String role = kind.get("role") != null ? " role " + kind.getString("role") : "";
    String peer = kind.getString("peer");
    boolean server = "server".equals(kind.getString("role"));
    String host = peer.equals(UNKNOWN_HOST) || server ? null : "host " + bracketed(peer) + role;
    if (host != null && isRule(host)) {
      return host;
    }
    String opener = kind.getString("openedBy");
    String byClass = UNKNOWN_CLASS.equals(opener) ? null : "class " + opener + role;
    return byClass != null && isRule(byClass) ? byClass : null;
  }

  private static String bracketed(String peer) {
    int port = peer.lastIndexOf(':');
    boolean ipv6 = port > 0 && peer.indexOf(':') < port && !peer.startsWith("[");
    return ipv6 ? '[' + peer.substring(0, port) + ']' + peer.substring(port) : peer;
  }

  private static boolean isRule(String conditions) {
    try {
      return Rules.parse("suggestion", "split " + conditions).all().size() == 1;
    } catch (ConfigException e) {
      return false;
    }
  }

  private void inForce() {
    Set<String> statements = new LinkedHashSet<>();
    Set<String> tests = new LinkedHashSet<>();
    List<String> lists = Arrays.asList(Presets.names());
    for (JsonObject rule : StatusJson.objects(status, "rules")) {
      String source = rule.getString("source");
      String statement = rule.getString("statement");
      if (statement.startsWith("rehearse")) {
        tests.add(statement);
      } else {
        statements.add(lists.contains(source) ? "use " + source : statement);
      }
    }
    if (!statements.isEmpty()) {
      out.append('\n');
      comment("in force now, for this application");
    }
    statements.forEach(statement -> out.append(statement).append('\n'));
    tests.forEach(test -> comment("a test, and left out: " + test));
  }

  private void readers() {
    List<JsonObject> broken =
        StatusJson.objects(status, "rehearsal").stream()
            .filter(finding -> Boolean.FALSE.equals(finding.get("survives")))
            .collect(toList());
    out.append(broken.isEmpty() ? "" : "\n");
    for (JsonObject finding : broken) {
      comment(
          finding.getString("reader")
              + " breaks when its peers split: where they have an agent too, they need a"
              + " 'never' rule for this host");
    }
  }

  private void upgrades() {
    List<JsonObject> failures = StatusJson.objects(status, "upgradesFailed");
    out.append(failures.isEmpty() ? "" : "\n");
    for (JsonObject failure : failures) {
      comment("take this peer out with a narrower 'upgrade' rule: " + failure.getString("failure"));
    }
  }

  private void comment(String text) {
    out.append("# ").append(Messages.plain(text)).append('\n');
  }
}
