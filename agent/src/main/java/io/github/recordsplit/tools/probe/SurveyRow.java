package io.github.recordsplit.tools.probe;

import com.grack.nanojson.JsonObject;
import io.github.recordsplit.rules.Messages;

/** What came of one server among many. */
final class SurveyRow {
  static final String[] HEAD = {"SERVER", "PROTOCOL", "SURVIVES", "APART", "SENDS ON TLS 1.0"};

  static final String[] COLUMNS = {
    "host", "port", "protocol", "cipher", "survives", "survivesApart", "sends", "sentence", "rule"
  };

  private static final String NOTHING = "-";

  private final Request request;
  private final Verdict verdict;

  /** Why there is no verdict, or null. */
  private final String error;

  private SurveyRow(Request request, Verdict verdict, String error) {
    this.request = request;
    this.verdict = verdict;
    this.error = error;
  }

  static SurveyRow of(Request request) {
    try {
      return new SurveyRow(request, Prober.run(request), null);
    } catch (CannotTellException e) {
      return new SurveyRow(request, null, "cannot tell: " + Messages.plain(e.getMessage()));
    }
  }

  int status() {
    return error != null || verdict.cannotTell() ? 2 : verdict.survives() ? 0 : 1;
  }

  private String server() {
    return Messages.plain(Request.authority(request.host)) + ':' + request.port;
  }

  String progress() {
    return server() + ' ' + (error == null ? verdict.sentence() : error);
  }

  String[] cells() {
    if (error != null) {
      return new String[] {server(), NOTHING, NOTHING, NOTHING, error};
    }
    boolean known = !verdict.cannotTell();
    return new String[] {
      server(),
      verdict.protocol(),
      known && verdict.asksInOneWrite() ? word(verdict.survives()) : NOTHING,
      known ? word(verdict.survivesApart()) : NOTHING,
      verdict.sends().brief() + (known ? "" : "; " + verdict.sentence())
    };
  }

  private static String word(boolean yes) {
    return yes ? "yes" : "NO";
  }

  /** Those of {@link #COLUMNS}; what is not known is empty. */
  String[] values() {
    JsonObject json = json();
    String[] values = new String[COLUMNS.length];
    for (int i = 0; i < values.length; i++) {
      Object value = json.get(COLUMNS[i]);
      values[i] = value == null ? "" : String.valueOf(value);
    }
    if (verdict != null) {
      values[6] = verdict.sends().brief();
    }
    return values;
  }

  JsonObject json() {
    if (error == null) {
      return verdict.object();
    }
    JsonObject json = new JsonObject();
    json.put("host", request.host);
    json.put("port", request.port);
    json.put("survives", null);
    json.put("sentence", error);
    return json;
  }
}
