package io.github.recordsplit.tools.cli;

import io.github.recordsplit.control.requests.Answer;
import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.rules.ConfigException;
import java.util.List;
import picocli.CommandLine.Option;

/** A verb that asks something of the agents in running JVMs. */
abstract class RequestVerb extends Verb.ForPrograms {
  static final String PIDS =
      "process numbers, or what the JVMs are called: -Drecordsplit.app, or a main class or jar"
          + " that only one has";

  @Option(
      names = "--all",
      description = "all JVMs with the agent that this user may steer: its own, for root all")
  boolean all;

  /** The words of the request, a line each. */
  abstract String request() throws UsageException;

  /** The JVMs that are given. */
  abstract List<String> given() throws UsageException;

  /** Whether an agent that has not yet seen TLS shall find the request when it does. */
  boolean mayWait() {
    return true;
  }

  @Override
  public Integer call() throws UsageException, NoException, ConfigException {
    List<String> given = given();
    String request = json ? request() + "\n--json" : request();
    if (all && !given.isEmpty()) {
      throw new UsageException("give --all or a PID, not both");
    }
    if (!all && given.isEmpty()) {
      throw new UsageException("PID is missing (expected " + shortUsage() + ')');
    }
    List<Jvm> meant = all ? JvmFinder.withAgent() : JvmFinder.meant(given);
    return all || meant.size() > 1 ? several(meant, request) : one(meant.get(0), request);
  }

  /** The verb with what it needs. */
  String shortUsage() {
    return spec.name() + " PID";
  }

  private int one(Jvm jvm, String request) throws UsageException, NoException {
    Target target = new Target(jvm);
    Answer answer = new RunningJvm(target).ask(request, mayWait());
    if (answer == null) {
      print(json ? pending(request) : noTlsYet("process " + target.pid));
      return Main.DONE;
    }
    print(answer.text);
    return answer.status;
  }

  private int several(List<Jvm> jvms, String request) throws NoException {
    Replies replies = Replies.of(jvms, request, mayWait());
    if (json) {
      print(new Json().list("jvms", replies.json()));
    } else {
      replies.all.forEach(this::show);
    }
    return replies.worst();
  }

  private void show(Reply reply) {
    String name = reply.jvm.pid + ' ' + reply.jvm.app();
    if (reply.error != null) {
      main.err.println("recordsplit: " + reply.error);
    } else {
      print(told(name, reply.answer == null ? noTlsYet("it") : reply.answer.text));
    }
  }

  /** How an answer looks among others. */
  String told(String name, String text) {
    return name + ": " + text;
  }

  /** The agent is there, but does nothing before the first TLS class. */
  private String noTlsYet(String who) {
    return who
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
