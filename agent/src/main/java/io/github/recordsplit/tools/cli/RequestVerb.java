package io.github.recordsplit.tools.cli;

import io.github.recordsplit.control.requests.Answer;
import io.github.recordsplit.observe.json.Json;

/** A verb that asks something of the agent in a running JVM. */
abstract class RequestVerb extends Verb.OnJvm {
  /** The words of the request, a line each. */
  abstract String request() throws UsageException;

  /** Whether an agent that has not yet seen TLS shall find the request when it does. */
  boolean mayWait() {
    return true;
  }

  @Override
  public Integer call() throws UsageException, NoException {
    String request = json ? request() + "\n--json" : request();
    Target target = new Target(pid);
    Answer answer = new RunningJvm(target).ask(request, mayWait());
    if (answer == null) {
      print(json ? pending(request) : noTlsYet(target));
      return Main.DONE;
    }
    if (answer.status == Main.WRONG_USE) {
      throw new UsageException(answer.text);
    }
    print(answer.text);
    return answer.status;
  }

  /** The agent is there, but does nothing before the first TLS class. */
  private String noTlsYet(Target target) {
    return "process "
        + target.pid
        + " has the agent and has used no TLS yet"
        + (mayWait()
            ? ": this is left for it, and will hold when it does"
            : ", so there is nothing to show");
  }

  private String pending(String request) {
    String left = mayWait() ? request.replace('\n', ' ') : "nothing";
    return new Json().raw("tls", "false").text("pending", left).toString();
  }
}
