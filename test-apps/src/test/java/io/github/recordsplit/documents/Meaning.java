package io.github.recordsplit.documents;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a command line of the documents comes to with the names of {@link Stand}. */
final class Meaning {
  private static final String JAR = "recordsplit-agent.jar";
  private static final Pattern OPTION = Pattern.compile("-javaagent:[^\"…]+");
  private static final Pattern VERB =
      Pattern.compile(
          "(?:check|explain|list|status|mode|disable|enable|attach|probe|tap|report|rehearsed|presets"
              + "|completion|help) .*");

  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("kubectl exec POD -- ", "");
    NAMES.put("/opt/recordsplit/" + JAR, JAR);
    NAMES.put("C:\\recordsplit\\" + JAR, JAR);
    NAMES.put("/etc/recordsplit/rules", "app.rules");
    NAMES.put("/etc/recordsplit.rules", "app.rules");
    NAMES.put("C:\\recordsplit\\rules", "app.rules");
    NAMES.put(" FILE", " app.rules");
    NAMES.put("--file RULES", "--file app.rules");
    NAMES.put("-jar app.jar", "-jar legacy.jar");
    NAMES.put("-javaagent:… ", "-javaagent:" + JAR + "=mode=all ");
    NAMES.put("-javaagent:…\"", "-javaagent:" + JAR + "=mode=all\"");
    NAMES.put(
        "key=value,key=value…",
        "rules=app.rules,first=whole,log=connections:agent.log,dump=woven,on-failure=warn");
    NAMES.put("source <(", "");
    NAMES.put("completion bash)", "completion bash");
    NAMES.put("help VERB", "help explain");
    NAMES.put("[PID]", "PID");
    NAMES.put("status 1", "status PID");
    NAMES.put("status --json", "status PID --json");
    NAMES.put("status --fail-on suspect", "status PID --fail-on suspect");
    NAMES.put("status 4711", "status PID");
    NAMES.put("attach 4711", "attach OTHER");
    NAMES.put("attach PID mode=all", "attach OTHER mode=all,log=connections");
    NAMES.put("attach PID [OPTIONS]", "attach OTHER mode=all,log=connections");
    NAMES.put("selective|all|none", "selective");
    NAMES.put("tap LISTEN HOST:PORT", "tap PORT db.example:443");
    NAMES.put("tap 8443 ", "tap PORT ");
    NAMES.put("--rules-out /tmp/report/rules", "--rules-out report/rules");
    NAMES.put("/var/lib/recordsplit", "left");
    NAMES.put("rehearsed target/recordsplit", "rehearsed left");
    NAMES.put("--out DIR", "--out report");
    NAMES.put("--out /tmp/report", "--out report");
  }

  private Meaning() {}

  /** The line as {@link Example} has it, if it does. */
  static String of(String text) {
    String line = text;
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      line = line.replace(name.getKey(), name.getValue());
    }
    if (line.equals("java -version")) {
      return "java -javaagent:" + JAR + "=mdoe=all -version"; // told of wrong options
    }
    if (VERB.matcher(line).matches()) {
      return "java -jar " + JAR + " " + line;
    }
    Matcher option = OPTION.matcher(line);
    return !line.startsWith("java ") && option.find() ? start(line, option.group()) : line;
  }

  /** Options that are given in other ways than behind the launcher. */
  private static String start(String line, String option) {
    boolean variable = line.contains("JAVA_TOOL_OPTIONS") || line.startsWith("value: ");
    return variable
        ? "JAVA_TOOL_OPTIONS=\"$JAVA_TOOL_OPTIONS " + option + "\" java -jar legacy.jar"
        : "java " + option + " -jar legacy.jar";
  }
}
