package io.github.recordsplit.tools.report;

import static java.util.stream.Collectors.toList;

import com.grack.nanojson.JsonObject;
import io.github.recordsplit.feature.rehearse.Finding;
import io.github.recordsplit.feature.rehearse.RehearsalSummary;
import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.rules.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the rehearsals of several JVMs have found, by the class that reads. */
public final class RehearsedReaders {
  private final Map<String, Reader> readers = new LinkedHashMap<>();

  /** Connections that matched, by the rule as it was understood. */
  private final Map<String, Long> hits = new LinkedHashMap<>();

  /** Adds what one JVM has left: see {@link ReportFile}. */
  public void add(JsonObject status) {
    for (JsonObject found : StatusJson.objects(status, "rehearsal")) {
      String caller = found.getString("calledBy");
      String who = found.getString("reader") + (caller == null ? "" : Finding.CALLED_BY + caller);
      readers.computeIfAbsent(who, Reader::new).add(found);
    }
    for (JsonObject rule : StatusJson.objects(status, "rules")) {
      String statement = rule.getString("statement", "");
      if (statement.split(" ", 2)[0].equals(Action.REHEARSE.toString())) {
        hits.merge(statement, rule.getLong("hits"), Long::sum);
      }
    }
  }

  /** Whether some reader got the rest of a payload, and none broke. */
  public boolean isWell() {
    return broken() == 0 && readers.values().stream().anyMatch(reader -> reader.survived);
  }

  private long broken() {
    return readers.values().stream().filter(reader -> reader.broke).count();
  }

  /** A line for each reader and each rule that nothing matched; the answer comes last. */
  public List<String> lines() {
    List<String> lines = readers.values().stream().map(Reader::line).collect(toList());
    hits.forEach((rule, count) -> addIdle(lines, rule, count));
    lines.add(verdict());
    return lines;
  }

  private static void addIdle(List<String> lines, String rule, long count) {
    if (count == 0) {
      lines.add("no connection matched: " + rule);
    }
  }

  private String verdict() {
    if (!isWell() && broken() == 0) {
      return "nothing was rehearsed" + (readers.isEmpty() ? "" : " to its end");
    }
    long payloads = readers.values().stream().mapToLong(reader -> reader.payloads).sum();
    return RehearsalSummary.sentence(readers.size(), payloads, broken());
  }

  /** The same for a program. */
  public Json json() {
    return new Json()
        .list("readers", readers.values().stream().map(Reader::json).collect(toList()))
        .list(
            "idleRules",
            hits.entrySet().stream()
                .filter(rule -> rule.getValue() == 0)
                .map(rule -> Json.quoted(rule.getKey()))
                .collect(toList()))
        .text("verdict", verdict());
  }

  /** One class, in all JVMs. */
  private static final class Reader {
    private final String who;
    private long payloads;
    private boolean broke;
    private boolean survived;

    Reader(String who) {
      this.who = who;
    }

    void add(JsonObject found) {
      payloads += found.getLong("payloads");
      Boolean survives = found.isBoolean("survives") ? found.getBoolean("survives") : null;
      broke |= Boolean.FALSE.equals(survives);
      survived |= Boolean.TRUE.equals(survives);
    }

    /** True, false, or null where none was seen to its end. */
    private Boolean survives() {
      return broke ? Boolean.FALSE : survived ? Boolean.TRUE : null;
    }

    String line() {
      Boolean survives = survives();
      String verdict =
          survives == null ? "cannot tell" : survives ? "survives" : "does NOT survive";
      return verdict + ": " + who + ", " + payloads + " cut";
    }

    String json() {
      return new Json()
          .text("reader", who)
          .number("payloads", payloads)
          .raw("survives", String.valueOf(survives()))
          .toString();
    }
  }
}
