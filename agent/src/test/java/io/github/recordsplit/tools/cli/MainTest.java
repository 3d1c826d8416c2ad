package io.github.recordsplit.tools.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private static final String RULES =
      "mode 0\nsplit app shop host *.a.example:443 # x\nnever class com.acme.**\nsplit host 10.0.0.0/8 role client\n";

  private static final String VERBS =
      "check, explain, list, status, mode, disable, enable, attach, probe, tap, report, rehearsed, presets,"
          + " completion or help";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void writeRules() throws Exception {
    file = directory.resolve("r.txt");
    Files.writeString(file, RULES);
  }

  @Test
  void checkShowsWhatWasUnderstood() {
    assertRun(
        0,
        """
        mode selective
        scope vulnerable (default)
        first split (default)
        R.TXT:2: split app shop host *.a.example:443
        R.TXT:3: never class com.acme.**
        R.TXT:4: split host 10.0.0.0/8 role client
        """,
        "",
        "check R.TXT");
  }

  @Test
  void checkForPrograms() throws Exception {
    Files.writeString(file, "first whole\nsplit app \"\u00fc\n");
    assertRun(
        0,
        "{\"mode\":\"selective\",\"dryRun\":false,\"scope\":\"vulnerable\",\"first\":\"whole\",\"rules\":[{\"source\":\"R.TXT\","
            + "\"line\":2,\"statement\":\"split app \\\"\\u00fc\"}]}\n",
        "",
        "check R.TXT --json");
  }

  @Test
  void wrongFileIsANo() throws Exception {
    Files.writeString(file, "splt");
    String sentence =
        "recordsplit: R.TXT:1:1: unknown statement 'splt', did you mean 'split'? (expected mode, scope, first, split,"
            + " never, leave, upgrade, rehearse or use)\n";
    assertRun(1, "", sentence, "check R.TXT");
    assertRun(1, "", sentence, "explain R.TXT");
    assertRun(1, "", "recordsplit: R.TXT.x: there is no such rules file\n", "check R.TXT.x");
  }

  @Test
  void explainNamesTheRule() {
    String shop = "R.TXT:2: split app shop host *.a.example:443 decides 'split'";
    assertRun(0, "split: " + shop + "\n", "", "explain R.TXT --host b.a.example:443 --app shop");
    String none = "not split: mode selective, as no rule matches, decides 'leave'\n";
    assertRun(
        1,
        none
            + "nearest: R.TXT:2: split app shop host *.a.example:443 does not match:"
            + " the app is not known, it asks for shop\n",
        "",
        "explain R.TXT --host b.a.example:443");
    assertRun(
        1,
        none
            + "nearest: R.TXT:2: split app shop host *.a.example:443 does not match:"
            + " the host is 'b.a.example:444', it asks for *.a.example:443\n",
        "",
        "explain R.TXT --host b.a.example:444 --app shop");
    assertRun(
        1,
        "not split: R.TXT:3: never class com.acme.** decides 'never'\n",
        "",
        "explain R.TXT --host 10.1.2.3 --class com.acme.Foo");
    assertRun(
        1,
        none
            + "nearest: R.TXT:4: split host 10.0.0.0/8 role client does not match:"
            + " the role is 'server', it asks for client\n",
        "",
        "explain R.TXT --host 10.1.2.3 --role server");
  }

  @Test
  void checkShowsAllThatIsWrong() throws Exception {
    Files.writeString(file, "splt\nmode all\nmode al\nnever role x # y\nsplit\n");
    String wrong =
        """
        recordsplit: R.TXT:1:1: unknown statement 'splt', did you mean 'split'? (expected mode, \
        scope, first, split, never, leave, upgrade, rehearse or use)
        recordsplit: R.TXT:3:1: 'mode' is given twice, the first time in line 2
        recordsplit: R.TXT:4:12: unknown role 'x' (expected client or server)
        """;
    assertRun(1, "", wrong, "check R.TXT");
    Files.writeString(file, "never role x");
    String one = "recordsplit: R.TXT:1:12: unknown role 'x' (expected client or server)";
    assertRun(1, "{\"errors\":[\"" + one + "\"]}\n", one + "\n", "check R.TXT --json");
    Files.writeString(file, "x\n".repeat(103));
    assertTrue(run("check R.TXT").endsWith("\nrecordsplit: 3 more lines are wrong\n"));
  }

  @Test
  void checkAndExplainTellWhatApartCosts() throws Exception {
    Files.writeString(file, "split apart host a\nsplit host b apart role client\nnever host c\n");
    String cost =
        "apart: two writes; with Nagle's algorithm on (Java's default) each payload waits about"
            + " 40 ms for its peer's delayed ACK\n";
    assertRun(
        0,
        "mode selective (default)\nscope vulnerable (default)\nfirst split (default)\n"
            + "R.TXT:1: split host a apart\n"
            + "R.TXT:2: split host b role client apart\n"
            + "R.TXT:3: never host c\n"
            + cost,
        "",
        "check R.TXT");
    String sentence = "split: R.TXT:1: split host a apart decides 'split apart'; " + cost;
    assertRun(0, sentence, "", "explain R.TXT --host a");
    assertRun(
        0,
        "{\"mode\":\"selective\",\"dryRun\":false,\"scope\":\"vulnerable\",\"first\":\"split\","
            + "\"decision\":\"split\",\"inScope\":true,\"split\":true,\"apart\":true,"
            + "\"rule\":{\"source\":\"R.TXT\",\"line\":1,\"statement\":\"split host a apart\"},"
            + "\"upgrade\":null,\"rehearse\":null}\n",
        "",
        "explain R.TXT --json --host a");
    assertRun(
        1, "not split: R.TXT:3: never host c decides 'never'\n", "", "explain R.TXT --host c");
  }

  @Test
  void explainKnowsTheScope() {
    String split = "R.TXT:4: split host 10.0.0.0/8 role client decides 'split'";
    String host = "explain R.TXT --host [::ffff:10.1.2.3]:1 ";
    String outside = "not split: " + split + ", but the connection is outside scope vulnerable\n";
    assertRun(
        0,
        "split: " + split + "\n",
        "",
        host + "--protocol TLSv1 --cipher TLS_RSA_WITH_AES_128_CBC_SHA");
    assertRun(1, outside, "", host + "--protocol TLSv1.2");
    assertRun(1, outside, "", host + "--cipher TLS_RSA_WITH_RC4_128_SHA");
    assertRun(1, outside, "", host + "--protocol DTLSv1.0");
  }

  @Test
  void explainForPrograms() {
    assertRun(
        0,
        "{\"mode\":\"selective\",\"dryRun\":false,\"scope\":\"vulnerable\",\"first\":\"split\",\"decision\":\"split\","
            + "\"inScope\":true,\"split\":true,\"rule\":{\"source\":\"R.TXT\",\"line\":4,"
            + "\"statement\":\"split host 10.0.0.0/8 role client\"},\"upgrade\":null,\"rehearse\":null}\n",
        "",
        "explain R.TXT --json --host 10.0.0.1");
    assertRun(
        1,
        "{\"mode\":\"selective\",\"dryRun\":false,\"scope\":\"vulnerable\",\"first\":\"split\",\"decision\":\"leave\","
            + "\"inScope\":true,\"split\":false,\"rule\":null,\"upgrade\":null,\"rehearse\":null,"
            + "\"nearest\":{\"source\":\"R.TXT\",\"line\":4,"
            + "\"statement\":\"split host 10.0.0.0/8 role client\"},"
            + "\"mismatches\":[\"the host is not known, it asks for 10.0.0.0/8\"]}\n",
        "",
        "explain R.TXT --json");
  }

  @Test
  void explainNamesTheRulesThatApplyBesideSplitting() throws Exception {
    Files.writeString(file, "upgrade host a\nsplit host a\nrehearse class x.**\nupgrade");
    assertRun(
        0,
        "split: R.TXT:2: split host a decides 'split'; R.TXT:1: upgrade host a applies;"
            + " R.TXT:3: rehearse class x.** applies\n",
        "",
        "explain R.TXT --host a --class x.Y");
    assertRun(
        1,
        """
        not split: mode selective, as no rule matches, decides 'leave'; R.TXT:4: upgrade applies
        nearest: R.TXT:2: split host a does not match: the host is 'b', it asks for a
        """,
        "",
        "explain R.TXT --host b");
    assertRun(
        1,
        "{\"mode\":\"selective\",\"dryRun\":false,\"scope\":\"vulnerable\",\"first\":\"split\",\"decision\":\"leave\","
            + "\"inScope\":true,\"split\":false,\"rule\":null,\"upgrade\":{\"source\":\"R.TXT\",\"line\":4,"
            + "\"statement\":\"upgrade\"},\"rehearse\":null,"
            + "\"nearest\":{\"source\":\"R.TXT\",\"line\":2,\"statement\":\"split host a\"},"
            + "\"mismatches\":[\"the host is 'b', it asks for a\"]}\n",
        "",
        "explain R.TXT --json --host b");
  }

  @Test
  void wrongUseIsOneSentence() {
    assertWrong("a verb is missing (expected " + VERBS + ")", "");
    assertWrong(
        "unknown verb 'chek', did you mean 'check'? (expected " + VERBS + ")", "chek R.TXT");
    assertWrong("FILE is missing (expected check FILE)", "check");
    assertWrong("unexpected 'x' (expected check FILE)", "check R.TXT x");
    assertWrong(
        "unknown option '--jsn', did you mean '--json'? (expected --json)", "check R.TXT --jsn");
    assertWrong("a value is missing after --host", "explain R.TXT --host");
    assertWrong("--role is given twice", "explain R.TXT --role client --role client");
    assertWrong(
        "unknown role 'clinet', did you mean 'client'? (expected client or server)",
        "explain R.TXT --role clinet");
    assertWrong("'0' is not a port (expected 1 to 65535)", "explain R.TXT --host a:0");
    assertWrong("'x' is not a port (expected 1 to 65535)", "explain R.TXT --host [::1]:x");
    assertWrong("the host is missing in host ':1'", "explain R.TXT --host :1");
    assertWrong("unexpected '--json' (expected help [VERB])", "help check --json");
    assertWrong(
        "unknown shell 'zhs', did you mean 'zsh'? (expected bash or zsh)", "completion zhs");
    assertWrong("bash|zsh is missing (expected completion bash|zsh)", "completion");
  }

  /** In the words of whatever TLS library; what nobody knows is vulnerable, as on the wire. */
  @Test
  void explainKnowsWhatItIsAskedAbout() {
    String split = "split: R.TXT:4: split host 10.0.0.0/8 role client decides 'split'";
    String host = "explain R.TXT --host 10.1.2.3 ";
    assertRun(0, split + "\n", "", host + "--protocol TLSv1:TLS --cipher AES128-SHA");
    assertRun(0, split + "\n", "", host + "--protocol tls1.0 --cipher TLS_AES_128_GCM_SHA256");
    assertRun(
        0,
        split + "; protocol 'NONE' is not known and counts as vulnerable\n",
        "",
        host + "--protocol NONE --cipher SSL_NULL_WITH_NULL_NULL");
    String outside = "not " + split + ", but the connection is outside scope vulnerable\n";
    assertRun(1, outside, "", host + "--protocol TLSv1.2:h2");
    assertRun(1, outside, "", host + "--cipher ECDHE-RSA-CHACHA20-POLY1305");
    assertRun(1, outside, "", host + "--protocol DTLS1.0");
  }

  @Test
  void wrongUseOfARunningJvmIsOneSentence() {
    assertWrong("PID is missing (expected disable PID)", "disable");
    assertWrong("PID is missing (expected mode PID selective|all|none)", "mode");
    assertWrong("PID is missing (expected mode PID selective|all|none)", "mode all");
    assertWrong("give --all or a PID, not both", "status --all 4711");
    assertWrong("PID is missing (expected mode PID selective|all|none)", "mode all dry-run");
    assertWrong(
        "selective|all|none is missing (expected mode PID selective|all|none)",
        "mode shop dry-run");
    assertWrong(
        "unknown word behind the mode 'dryrun', did you mean 'dry-run'? (expected dry-run)",
        "mode 4711 all dryrun");
    assertWrong("give --file or a PID, not both", "disable --file R.TXT 4711");
    assertWrong("give --file or a PID, not both", "mode --file R.TXT --all none");
    assertWrong("--for is for running JVMs: a file has no clock", "mode --file R.TXT all --for 1h");
    assertWrong("--undo is for --file; a JVM goes back with 'enable'", "mode 4711 all --undo");
    String time = " is not a time (expected a number with s, m, h or d, as in 10m)";
    for (String wrong : List.of("10", "x", "-1s", "1.5h", "1w", "10M", "9999999999s")) {
      assertWrong("'" + wrong + "'" + time, "mode 4711 all --for " + wrong);
    }
    assertWrong("'0s' is not between 1s and 365d", "mode 4711 all --for 0s");
    assertWrong("'366d' is not between 1s and 365d", "mode 4711 all --for 366d");
    assertWrong(
        "selective|all|none is missing (expected mode PID selective|all|none)", "mode 4711");
    assertWrong(
        "unknown mode 'al', did you mean 'all'? (expected selective, all or none)", "mode 4711 al");
    assertWrong("unknown verb 'x' (expected " + VERBS + ")", "help x");
    assertRun(1, "", "recordsplit: there is no process 999999999\n", "disable 999999999");
  }

  /** Before anything is attached to: the application would show it as a stack trace. */
  @Test
  void attachChecksItsOptions() throws Exception {
    assertWrong(
        "agent option at column 1: unknown option 'mdoe', did you mean 'mode'? (expected rules,"
            + " mode, scope, first, dry-run, log, report, dump or on-failure)",
        "attach 999999999 mdoe=all");
    Files.writeString(file, "mode fast");
    assertWrong(
        "R.TXT:1:6: unknown mode 'fast' (expected selective, all or none)",
        "attach 999999999 rules=R.TXT");
  }

  @Test
  void misspeltOptionsAreFoundInFrontOfMissingOperands() {
    assertWrong(
        "unknown option '--jsn', did you mean '--json'? (expected --json, --all or --fail-on)",
        "status --jsn");
    assertWrong(
        "--out is missing (expected report --out DIR [PID|FILE...] [--rules-out FILE])",
        "report 1");
    assertWrong("a value is missing after --out", "report 1 --out");
    assertWrong("--json is given twice", "check R.TXT --json --json");
    assertWrong("unknown verb '--jsn' (expected " + VERBS + ")", "--jsn");
    assertWrong("unknown option '-x' (expected --json, --all or --fail-on)", "status -x");
  }

  /** Words that picocli would read files for, or take apart. */
  @Test
  void operandsAreTakenAsTheyAre() {
    assertRun(1, "", "recordsplit: @R.TXT: there is no such rules file\n", "check @R.TXT");
    assertRun(
        1,
        "not split: mode selective, as no rule matches, decides 'leave'\n"
            + "nearest: R.TXT:4: split host 10.0.0.0/8 role client does not match:"
            + " the host is not known, it asks for 10.0.0.0/8\n",
        "",
        "explain R.TXT --class --jsn");
    assertWrong("a value is missing after --class", "explain R.TXT --class --json");
  }

  private void assertWrong(String sentence, String command) {
    assertRun(2, "", "recordsplit: " + sentence.replace("R.TXT", file.toString()) + "\n", command);
  }

  private String run(String command) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(all, true, UTF_8);
    Main.run(command.replace("R.TXT", file.toString()).split(" ", -1), print, print);
    return lines(all);
  }

  private void assertRun(int status, String out, String err, String command) {
    List<String> args = new ArrayList<>();
    for (String arg : command.isEmpty() ? new String[0] : command.split(" ", -1)) {
      args.add(arg.replace("R.TXT", file.toString()));
    }
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int actual =
        Main.run(
            args.toArray(new String[0]),
            new PrintStream(outBytes, true, UTF_8),
            new PrintStream(errBytes, true, UTF_8));
    assertEquals(out.replace("R.TXT", file.toString()), lines(outBytes));
    assertEquals(err.replace("R.TXT", file.toString()), lines(errBytes));
    assertEquals(status, actual);
  }

  private static String lines(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
