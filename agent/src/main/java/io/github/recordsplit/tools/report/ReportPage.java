package io.github.recordsplit.tools.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/** One self-contained HTML page about a JVM: no script, and nothing that is fetched. */
public final class ReportPage {
  private final Node status;
  private final String title;
  private final Html html = new Html();

  private ReportPage(Node status, String title) {
    this.status = status;
    this.title = title;
  }

  /**
   * Makes the page.
   *
   * @param json what {@code status --json} answers
   * @param application the JVM's name, as operators know it
   * @param pid its process number
   * @param time when it was asked
   */
  public static String of(String json, String application, String pid, String time) {
    ReportPage page =
        new ReportPage(Node.read(json), application + ", process " + pid + ", " + time);
    return page.write(application, pid, time);
  }

  private String write(String application, String pid, String time) {
    html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">")
        .raw("<meta http-equiv=\"Content-Security-Policy\"")
        .raw(" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
        .element("title", "recordsplit: " + application)
        .raw("<style>\n")
        .raw(css())
        .raw("</style></head>\n<body><main>\n<header>")
        .element("p class=\"over\"", "recordsplit report")
        .element("h1", application)
        .element("p class=\"meta\"", "process " + pid + ", " + time)
        .raw("</header>\n");
    if (status.has("mode")) {
      verdict();
      connections();
      upgrades();
      rehearsal();
      rules();
      suggestion();
    } else {
      html.element("p class=\"verdict\"", "This JVM has used no TLS yet: nothing to show.");
    }
    return html.raw("</main></body></html>\n").toString();
  }

  private static String css() {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css");
        Scanner scanner = new Scanner(in, StandardCharsets.UTF_8.name()).useDelimiter("\\A")) {
      return scanner.next();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void verdict() {
    boolean bad = status.number("vulnerableUnprotectedKinds") > 0;
    html.raw("<section class=\"verdict " + (bad ? "bad" : "good") + "\">")
        .element("p", sentence(status.text("verdict")))
        .raw("</section>\n<ul class=\"figures\">");
    figure(status.number("openConnections"), "connections open");
    figure(status.number("connections"), "since the start");
    figure(status.number("payloadsSplit"), "payloads split");
    figure(status.number("failures"), "failures of the agent");
    html.raw("</ul>\n");
    for (String hook : status.texts("hooksMissing")) {
      html.element("p class=\"note bad\"", "Hook missing: " + hook);
    }
    if (status.has("rulesError")) {
      html.element("p class=\"note bad\"", "The rules file is wrong: " + status.text("rulesError"));
    }
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + '.';
  }

  private void figure(long number, String what) {
    html.raw("<li><b>" + number + "</b> " + what + "</li>");
  }

  private void connections() {
    List<Node> vulnerable = new ArrayList<>();
    List<Node> guarded = new ArrayList<>();
    List<Node> calm = new ArrayList<>();
    for (Node kind : status.nodes("kinds")) {
      boolean needed = kind.is("vulnerable");
      (needed ? kind.is("protected") ? guarded : vulnerable : calm).add(kind);
    }
    html.raw("<section><h2>What this JVM talks to</h2>\n");
    group(
        "bad", "Vulnerable and not protected", "SSLv3 or TLS 1.0 with CBC, sent whole", vulnerable);
    group("good", "Protected", "SSLv3 or TLS 1.0 with CBC, split 1/n-1", guarded);
    group("calm", "Not vulnerable", "newer TLS, or no CBC cipher suite", calm);
    html.raw("</section>\n");
  }

  private void group(String tone, String name, String meaning, List<Node> kinds) {
    html.raw("<h3 class=\"" + tone + "\">")
        .text(name)
        .raw(" <span class=\"count\">" + kinds.size() + "</span></h3>")
        .element("p class=\"meaning\"", meaning);
    if (kinds.isEmpty()) {
      html.element("p class=\"none\"", "None.");
      return;
    }
    html.raw("<div class=\"kinds\">")
        .head("Peer", "TLS", "Opened by", "Decision", "#Connections", "#Open", "#Split");
    for (Node kind : kinds) {
      kind(kind);
    }
    html.raw("</tbody></table></div>\n");
  }

  private void kind(Node kind) {
    String rule = kind.has("rule") ? kind.node("rule").text("statement") : null;
    String more = kind.has("cannot") ? "cannot: " + kind.text("cannot") : rule;
    html.raw(kind.is("current") ? "<tr>" : "<tr class=\"past\">")
        .cell("Peer", kind.text("peer"), role(kind))
        .cell("TLS", kind.text("protocol"), kind.text("cipherSuite"))
        .cell("Opened by", kind.text("openedBy"), kind.text("library"))
        .cell("Decision", SuggestedRules.reason(kind) + leftAlone(kind), more)
        .cell("Connections", kind.number("connections"))
        .cell("Open", kind.number("open"))
        .cell("Payloads split", kind.number("payloadsSplit"))
        .raw("</tr>\n");
  }

  /** Of a kind that is outside the scope. */
  private static String leftAlone(Node kind) {
    boolean idle = kind.text("decision").equals("split") && "leave".equals(kind.text("done"));
    return idle ? ", left alone as it is " + kind.text("protection") : "";
  }

  private static String role(Node kind) {
    return kind.has("role") ? "this JVM is the " + kind.text("role") : null;
  }

  /** Only where a rule asked for it: who never upgrades need not read of it. */
  private void upgrades() {
    List<Node> offered = new ArrayList<>();
    for (Node kind : status.nodes("kinds")) {
      if (kind.has("upgrade")) {
        offered.add(kind);
      }
    }
    List<Node> failures = status.nodes("upgradesFailed");
    if (offered.isEmpty() && failures.isEmpty()) {
      return;
    }
    html.raw("<section><h2>Newer TLS that was offered</h2>\n");
    if (!offered.isEmpty()) {
      html.head("Peer", "Offered", "The peer picked", "Rule", "#Connections");
      for (Node kind : offered) {
        Node rule = kind.node("upgrade");
        html.raw("<tr>")
            .cell("Peer", kind.text("peer"), role(kind))
            .cell("Offered", rule.text("offer"))
            .cell("The peer picked", kind.text("protocol"), kind.text("cipherSuite"))
            .cell("Rule", rule.text("statement"), rule.text("source") + ':' + rule.number("line"))
            .cell("Connections", kind.number("connections"))
            .raw("</tr>\n");
      }
      html.raw("</tbody></table>\n");
    }
    for (Node failure : failures) {
      String times =
          failure.number("times") + (failure.number("times") == 1 ? " time: " : " times: ");
      html.element("p class=\"bad\"", times + failure.text("failure"));
    }
    html.raw("</section>\n");
  }

  private void rehearsal() {
    html.raw("<section><h2>What the rehearsal found</h2>\n");
    List<Node> findings = status.nodes("rehearsal");
    if (findings.isEmpty()) {
      html.element(
          "p class=\"none\"",
          "Nothing was rehearsed. A rule such as 'rehearse role server' lets this JVM read as if its"
              + " peers split, which is a test: it breaks what a peer that splits would break.");
    } else {
      html.head("Reader", "Verdict", "#Payloads", "#Read on", "#Answered", "#Closed", "#Died");
      for (Node finding : findings) {
        finding(finding);
      }
      html.raw("</tbody></table>\n");
    }
    html.raw("</section>\n");
  }

  private void finding(Node finding) {
    String survives = String.valueOf(finding.text("survives"));
    String caller = finding.has("calledBy") ? "called by " + finding.text("calledBy") : null;
    html.raw("<tr>")
        .cell("Reader", finding.text("reader"), caller)
        .raw("<td data-column=\"Verdict\"><span class=\"tag ")
        .raw(survives.equals("true") ? "good\">survives" : "")
        .raw(survives.equals("false") ? "bad\">does not survive" : "")
        .raw(survives.equals("null") ? "calm\">not known yet" : "")
        .raw("</span></td>")
        .cell("Payloads", finding.number("payloads"))
        .cell("Read on", finding.number("readOn"))
        .cell("Answered at once", finding.number("answered"))
        .cell("Closed at once", finding.number("closed"))
        .cell("Thread ended", finding.number("threadEnded"))
        .raw("</tr>\n");
  }

  private void rules() {
    html.raw("<section><h2>Rules in force</h2>\n")
        .element(
            "p",
            "Mode "
                + status.text("mode")
                + ", scope "
                + status.text("scope")
                + ", first "
                + status.text("first")
                + (status.has("rulesFile") ? ", of " + status.text("rulesFile") : "")
                + '.');
    List<Node> rules = status.nodes("rules");
    if (rules.isEmpty()) {
      html.element("p class=\"none\"", "No rules.");
    } else {
      html.head("Rule", "Stands in", "#Connections");
      for (Node rule : rules) {
        html.raw("<tr>")
            .cell("Rule", rule.text("statement"))
            .cell("Stands in", rule.text("source") + ':' + rule.number("line"))
            .cell("Connections", rule.number("hits"))
            .raw("</tr>\n");
      }
      html.raw("</tbody></table>\n");
    }
    html.raw("</section>\n");
  }

  private void suggestion() {
    html.raw("<section><h2>Suggested rules file</h2>\n<pre>");
    for (String line : SuggestedRules.of(status, title).split("\n", -1)) {
      html.text(line).raw("\n");
    }
    html.raw("</pre></section>\n");
  }
}
