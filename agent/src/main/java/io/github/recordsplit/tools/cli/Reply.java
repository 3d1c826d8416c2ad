package io.github.recordsplit.tools.cli;

import io.github.recordsplit.control.requests.Answer;
import io.github.recordsplit.observe.json.Json;

/** What one of several JVMs answered, or why it did not. */
final class Reply {
  final Jvm jvm;

  /** Null where there is none. */
  final Answer answer;

  /** One sentence, or null. */
  final String error;

  private Reply(Jvm jvm, Answer answer, String error) {
    this.jvm = jvm;
    this.answer = answer;
    this.error = error;
  }

  /** Asks it; whatever goes wrong is the reply. */
  static Reply of(Jvm jvm, String request, boolean mayWait) {
    try {
      if (!mayWait && hasNoTlsYet(jvm)) {
        return new Reply(jvm, null, null);
      }
      Answer answer = new RunningJvm(new Target(jvm)).ask(request, mayWait);
      return new Reply(jvm, answer, null);
    } catch (NoException e) {
      return new Reply(jvm, null, e.getMessage());
    }
  }

  /** What to take for the reply of one that did not come in time. */
  static Reply none(Jvm jvm) {
    return new Reply(jvm, null, "process " + jvm.pid + " does not answer: it hangs");
  }

  /** An agent without its thread answers nothing: there is no need to wait for that. */
  private static boolean hasNoTlsYet(Jvm jvm) {
    return Boolean.TRUE.equals(jvm.process.hasAgent()) && !jvm.process.hasThread();
  }

  /** The exit status, of which the worst counts. */
  int status() {
    return error != null ? Main.NO : answer == null ? Main.DONE : answer.status;
  }

  /** Its place in the answer of several. */
  Json json() {
    Json out = new Json().raw("pid", jvm.pid).text("app", jvm.app()).number("exitStatus", status());
    return out.raw("answer", answer == null ? "null" : answer.text).text("error", error);
  }
}
