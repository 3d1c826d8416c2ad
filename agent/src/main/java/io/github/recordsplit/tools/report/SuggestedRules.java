package io.github.recordsplit.tools.report;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Presets;
import io.github.recordsplit.rules.Rules;
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

  private final Node status;
  private final StringBuilder out = new StringBuilder();

  private SuggestedRules(Node status) {
    this.status = status;
  }

  /** The file's text. */
  static String of(Node status, String title) {
    SuggestedRules suggestion = new SuggestedRules(status);
    suggestion.comment("suggested by recordsplit for " + title);
    suggestion.comment("the first rule that matches decides, so what is new stands last");
    suggestion.directives();
    suggestion.inForce();
    suggestion.additions();
    suggestion.readers();
    suggestion.upgrades();
    return suggestion.out.toString();
  }

  private void directives() {
    String mode = status.text("mode");
    out.append('\n');
    if ("none".equals(mode)) {
      comment("it is none now, in which nothing is protected");
      mode = "selective";
    }
    out.append("mode  ").append(mode).append('\n');
    out.append("scope ").append(status.text("scope")).append('\n');
    out.append("first ").append(status.text("first")).append('\n');
  }

  /** Behind the rules in force, none of which said anything of these connections. */
  private void additions() {
    Map<String, String> rules = new LinkedHashMap<>();
    Set<String> remarks = new LinkedHashSet<>();
    Set<String> offered = new LinkedHashSet<>();
    for (Node kind : status.nodes("kinds")) {
      if (!kind.is("protected") && kind.is("current")) {
        addition(kind, rules, remarks);
        if (kind.has("upgrade")) {
          offered.add(conditions(kind));
        }
      }
    }
    for (Map.Entry<String, String> rule : rules.entrySet()) {
      out.append('\n');
      comment(rule.getValue());
      out.append("split ").append(rule.getKey()).append('\n');
      if (offered.contains(rule.getKey())) {
        comment("newer TLS was offered to this peer, which has none");
      } else if (rule.getKey().startsWith("host ")) {
        comment("if this peer has TLS 1.2, better still: upgrade " + rule.getKey());
      }
    }
    out.append(remarks.isEmpty() ? "" : "\n");
    for (String remark : remarks) {
      comment(remark);
    }
  }

  private void addition(Node kind, Map<String, String> rules, Set<String> remarks) {
    String what = name(kind) + " (" + kind.text("protocol") + ")";
    String conditions = conditions(kind);
    if (kind.has("cannot")) {
      remarks.add(what + " cannot be protected: " + kind.text("cannot"));
    } else if (kind.has("rule") || !kind.text("reason").startsWith("mode ")) {
      remarks.add(what + " is not protected on purpose: " + reason(kind));
    } else if (conditions == null) {
      remarks.add(what + " is vulnerable, and names neither a peer nor a class: mode all");
    } else if (!rules.containsKey(conditions)) {
      rules.put(conditions, what + " is vulnerable, opened by " + kind.text("openedBy"));
    }
  }

  private static String name(Node kind) {
    return (kind.has("role") ? kind.text("role") + " " : "") + kind.text("peer");
  }

  static String reason(Node kind) {
    return kind.text("decision") + " by " + kind.text("reason");
  }

  /** By host where this JVM knows whom it calls, else by the class that opens it; or null. */
  private static String conditions(Node kind) {
    String role = kind.has("role") ? " role " + kind.text("role") : "";
    String peer = kind.text("peer");
    boolean server = "server".equals(kind.text("role"));
    String host = peer.equals(UNKNOWN_HOST) || server ? null : "host " + bracketed(peer) + role;
    if (host != null && isRule(host)) {
      return host;
    }
    String opener = kind.text("openedBy");
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
    for (Node rule : status.nodes("rules")) {
      String source = rule.text("source");
      String statement = rule.text("statement");
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
    for (String statement : statements) {
      out.append(statement).append('\n');
    }
    for (String test : tests) {
      comment("a test, and left out: " + test);
    }
  }

  private void readers() {
    boolean first = true;
    for (Node finding : status.nodes("rehearsal")) {
      if ("false".equals(finding.text("survives"))) {
        out.append(first ? "\n" : "");
        first = false;
        comment(
            finding.text("reader")
                + " breaks when its peers split: where they have an agent too, they need a"
                + " 'never' rule for this host");
      }
    }
  }

  private void upgrades() {
    List<Node> failures = status.nodes("upgradesFailed");
    out.append(failures.isEmpty() ? "" : "\n");
    for (Node failure : failures) {
      comment("take this peer out with a narrower 'upgrade' rule: " + failure.text("failure"));
    }
  }

  private void comment(String text) {
    out.append("# ").append(Messages.plain(text)).append('\n');
  }
}
