package io.github.recordsplit.tools.cli;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.rules.ModeSetting;

/** How one JVM is. */
final class FleetRow {
  private static final String REQUEST = StatusCommand.REQUEST + "\n--json";
  private static final String NOTHING = "-";

  private final Jvm jvm;
  private final Boolean agent;
  private final String error;

  /** Null where there is no agent, no answer, or no TLS yet. */
  private final JsonObject status;

  private FleetRow(Jvm jvm, Boolean agent, String error, JsonObject status) {
    this.jvm = jvm;
    this.agent = agent;
    this.error = error;
    this.status = status;
  }

  static FleetRow of(Jvm jvm) {
    Boolean agent = jvm.process.hasAgent();
    if (Boolean.FALSE.equals(agent)) {
      return new FleetRow(jvm, false, null, null);
    }
    Reply reply = Reply.of(jvm, REQUEST, false);
    boolean unknown = agent == null && reply.answer == null;
    if (reply.answer == null) {
      return new FleetRow(jvm, unknown ? null : true, reply.error, null);
    }
    try {
      return new FleetRow(jvm, true, null, JsonParser.object().from(reply.answer.text));
    } catch (JsonParserException e) {
      return new FleetRow(jvm, true, "process " + jvm.pid + " answers in other words", null);
    }
  }

  static FleetRow silent(Jvm jvm) {
    return new FleetRow(jvm, null, Reply.none(jvm).error, null);
  }

  boolean hasAgent() {
    return Boolean.TRUE.equals(agent);
  }

  /** What is without the agent, or without TLS yet, is not what this is about. */
  boolean isWell() {
    return status == null ? error == null : unprotected() == 0 && rulesError() == null;
  }

  /** The same, about peers that break on split records. */
  boolean isUnsuspicious() {
    return status == null ? error == null : status.getInt("suspects") == 0;
  }

  /** What to say below the line, or null. */
  String trouble() {
    return error != null ? error : rulesError();
  }

  private int unprotected() {
    return status.getInt("vulnerableUnprotectedKinds");
  }

  private String rulesError() {
    return status == null ? null : status.getString("rulesError");
  }

  private String app() {
    String told = status == null ? null : status.getString("app");
    return told == null || told.isEmpty() ? jvm.app() : told;
  }

  String[] cells() {
    boolean told = status != null;
    return new String[] {
      jvm.pid,
      jvm.process.userName(),
      told ? status.getString("version", NOTHING) : NOTHING,
      told ? mode() : state(),
      told ? String.valueOf(unprotected()) : NOTHING,
      told ? rules() : NOTHING,
      app()
    };
  }

  /** The mode in the words of a rules file. */
  String mode() {
    String dry = status.getBoolean("dryRun", false) ? " " + ModeSetting.DRY_RUN : "";
    return status.getString("mode") + dry;
  }

  private String state() {
    return error != null ? "no answer" : hasAgent() ? "no TLS yet" : "no agent";
  }

  private String rules() {
    return rulesError() != null ? "WRONG" : status.getString("rulesFile") == null ? "none" : "ok";
  }

  Json json() {
    boolean told = status != null;
    return new Json()
        .raw("pid", jvm.pid)
        .text("user", jvm.process.userName())
        .text("app", app())
        .text("host", told ? status.getString("host") : null)
        .raw("agent", String.valueOf(agent))
        .text("version", told ? status.getString("version") : null)
        .text("mode", told ? status.getString("mode") : null)
        .raw("dryRun", told ? "" + status.getBoolean("dryRun", false) : "null")
        .text("modeFrom", told ? status.getString("modeFrom") : null)
        .raw("vulnerableUnprotectedKinds", told ? "" + unprotected() : "null")
        .text("rulesFile", told ? status.getString("rulesFile") : null)
        .text("rulesError", rulesError())
        .text("error", error);
  }

  /** What the process is, for who asks more. */
  Jvm jvm() {
    return jvm;
  }

  /** Its answer, or null. */
  JsonObject status() {
    return status;
  }
}
