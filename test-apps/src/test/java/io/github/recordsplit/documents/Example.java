package io.github.recordsplit.documents;

import io.github.recordsplit.harness.Jdks;
import java.util.List;

/**
 * What the documents' command lines come to, and what each must do. Their order is that of the
 * test.
 */
@SuppressWarnings("ImmutableEnumChecker") // its list is of List.of
enum Example {
  AGENT(
      "java -javaagent:recordsplit-agent.jar=mode=all -jar legacy.jar",
      0,
      "recordsplit: mode all, scope vulnerable, first split, no rules, hooks (\\d+) of \\1\n",
      Jdks.promised()),
  OPTIONS(
      "java -javaagent:recordsplit-agent.jar=rules=app.rules,first=whole,log=connections:agent.log,"
          + "dump=woven,on-failure=warn -jar legacy.jar",
      0,
      "recordsplit: mode selective, scope vulnerable, first whole, 2 rules in force of app.rules"),
  RULES(
      "java -javaagent:recordsplit-agent.jar=rules=app.rules -jar legacy.jar",
      0,
      "recordsplit: mode selective, scope vulnerable, first split, 2 rules in force of app.rules"),
  ENVIRONMENT(
      "JAVA_TOOL_OPTIONS=\"$JAVA_TOOL_OPTIONS"
          + " -javaagent:recordsplit-agent.jar=rules=app.rules\" java -jar legacy.jar",
      0,
      "recordsplit: mode selective, scope vulnerable, first split, 2 rules in force of app.rules"),
  WRONG(
      "java -javaagent:recordsplit-agent.jar=mdoe=all -version",
      1,
      "recordsplit: agent option at column 1: unknown option 'mdoe', did you mean 'mode'\\?",
      List.of(26)),
  PROMETHEUS(
      "java -javaagent:recordsplit-agent.jar=mode=all"
          + " -javaagent:jmx_prometheus_javaagent.jar=9404:jmx-exporter.yaml -jar legacy.jar",
      0,
      "recordsplit: mode all, "),
  RECORDER(
      "java -XX:StartFlightRecording=filename=app.jfr"
          + " -javaagent:recordsplit-agent.jar=mode=all -jar legacy.jar",
      0,
      "recordsplit: mode all, ",
      Jdks.promised()),
  RECORDED(
      "jfr print --events 'recordsplit.*' app.jfr",
      0,
      "recordsplit.ConnectionDecided \\{\n",
      Jdks.promised()),
  CHECK("java -jar recordsplit-agent.jar check app.rules", 0, "mode selective \\(default\\)\n"),
  EXPLAIN(
      "java -jar recordsplit-agent.jar explain app.rules --host db.example:1433"
          + " --class com.acme.Pool",
      0,
      "split: .*app.rules:1: split host db.example:1433"),
  PRESETS("java -jar recordsplit-agent.jar presets", 0, "# use http-clients: "),
  HELP("java -jar recordsplit-agent.jar help explain", 0, "usage: java -jar \\S+ explain "),
  COMPLETION("java -jar recordsplit-agent.jar completion bash", 0, "command -v recordsplit "),
  LIST("java -jar recordsplit-agent.jar list", 0, "\\S+ +USER +VERSION +MODE +UNPROTECTED +RULES "),
  LIST_JSON("java -jar recordsplit-agent.jar list --json", 0, "\\{\"jvms\":\\[\\{\"pid\":"),
  STATUS(
      "java -jar recordsplit-agent.jar status PID", 0, "recordsplit  on\nmode         all, scope "),
  STATUS_JSON("java -jar recordsplit-agent.jar status PID --json", 0, "\\{\"mode\":\"all\","),
  STATUS_SUSPECT(
      "java -jar recordsplit-agent.jar status PID --fail-on suspect", 0, "recordsplit  on\n"),
  MODE(
      "java -jar recordsplit-agent.jar mode PID selective",
      0,
      "mode selective \\(was all\\), until 'enable'\n"),
  DRY_RUN(
      "java -jar recordsplit-agent.jar mode PID all dry-run",
      0,
      "mode all dry-run \\(was selective\\), until 'enable'"),
  MODE_BY_JAR(
      "java -jar recordsplit-agent.jar mode billing.jar all",
      0,
      "mode all \\(was all dry-run\\), until 'enable'"),
  DISABLE(
      "java -jar recordsplit-agent.jar disable PID", 0, "mode none \\(was all\\), until 'enable'"),
  MODE_FOR(
      "java -jar recordsplit-agent.jar mode PID none --for 10m",
      0,
      "mode none, for 600 s, then none\n"),
  ENABLE("java -jar recordsplit-agent.jar enable PID", 0, "mode all \\(was none\\), as configured"),
  DISABLE_BY_JAR(
      "java -jar recordsplit-agent.jar disable billing.jar",
      0,
      "mode none \\(was all\\), until 'enable'"),
  REPORT(
      "java -jar recordsplit-agent.jar report --out report PID", 0, "report/recordsplit-PID.html"),
  REPORT_BY_JAR(
      "java -jar recordsplit-agent.jar report --out report billing.jar",
      0,
      "report/recordsplit-PID.html"),
  REPORT_OF_MANY(
      "java -jar recordsplit-agent.jar report --out report left --rules-out report/rules",
      0,
      "report/recordsplit.html\nreport/rules"),
  REHEARSED(
      "java -jar recordsplit-agent.jar rehearsed left",
      0,
      "survives: a.Reader, 1 cut\n1 reader, 1 payload cut, 0 broke\n"),
  ATTACH(
      "java -jar recordsplit-agent.jar attach OTHER mode=all,log=connections",
      0,
      "process OTHER has the agent now"),
  DISABLE_BY_CLASS(
      "java -jar recordsplit-agent.jar disable com.acme.Main",
      0,
      "mode none \\(was all\\), until 'enable'"),
  ENABLE_BY_CLASS(
      "java -jar recordsplit-agent.jar enable com.acme.Main",
      0,
      "mode all \\(was none\\), as configured"),
  DISABLE_FILE(
      "java -jar recordsplit-agent.jar disable --file app.rules",
      0,
      "app.rules: mode none \\(was selective\\); the file as it was is in \\S+/app.rules.before\n"),
  ENABLE_FILE(
      "java -jar recordsplit-agent.jar enable --file app.rules",
      0,
      "app.rules: mode selective \\(was none\\)\n"),
  MODE_OF_FILE(
      "java -jar recordsplit-agent.jar mode --file app.rules all",
      0,
      "app.rules: mode all \\(was selective\\)"),
  UNDO(
      "java -jar recordsplit-agent.jar mode --file app.rules --undo",
      0,
      "app.rules: mode selective \\(was all\\)"),
  PROBE(
      "java -jar recordsplit-agent.jar probe db.example:5432 --starttls postgres",
      0,
      "(?s:.*)survives split records"),
  SURVEY(
      "java -jar recordsplit-agent.jar probe --file HOSTS",
      2,
      "recordsplit: 1 of 1: localhost:1 cannot tell: (?s:.*)\nSERVER +PROTOCOL "),
  LISTEN("java -jar recordsplit-agent.jar probe --listen PORT", 0, "listening on port "),
  TAP("java -jar recordsplit-agent.jar tap PORT db.example:443", 0, "listening on 127.0.0.1 port ");

  /** With the documents' own names, as far as files here can have them. */
  final String line;

  final int status;
  final String output;
  final List<Integer> jdks;

  Example(String line, int status, String output) {
    this(line, status, output, List.of(8, 17, 25));
  }

  /**
   * One that is tried.
   *
   * @param output what the agent says begins so: all but what the JVM itself prints
   */
  Example(String line, int status, String output, List<Integer> jdks) {
    this.line = line;
    this.status = status;
    this.output = output;
    this.jdks = jdks;
  }

  /** Whether it does not end by itself. */
  boolean listens() {
    return this == LISTEN || this == TAP;
  }

  boolean needsRecorder() {
    return name().startsWith("RECORD");
  }
}
