package io.github.recordsplit.cli;

import io.github.recordsplit.control.requests.Answer;
import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Mode;
import java.io.IOException;
import java.io.PrintStream;

/** The verbs that ask something of an agent in a running JVM. */
final class Remote {
  private final Verb verb;
  private final Mode mode;
  private final boolean json;
  private final Target target;

  private Remote(Verb verb, Arguments arguments) throws UsageException, NoException {
    this.verb = verb;
    this.json = arguments.json();
    this.mode = verb == Verb.MODE ? mode(arguments.operand(1)) : Mode.NONE;
    this.target = new Target(arguments.operand(0));
  }

  private Remote(Target target) {
    this.verb = Verb.STATUS;
    this.json = true;
    this.mode = Mode.NONE;
    this.target = target;
  }

  /** What {@code status --json} tells, or null where no TLS was used yet. */
  static Answer status(Target target) throws NoException {
    return new Remote(target).ask();
  }

  static int run(Verb verb, Arguments arguments, PrintStream out)
      throws UsageException, NoException {
    Remote remote = new Remote(verb, arguments);
    Answer answer = remote.ask();
    if (answer == null) {
      out.println(remote.withoutAnswer());
      return Main.DONE;
    }
    if (answer.status == Main.WRONG_USE) {
      throw new UsageException(answer.text);
    }
    out.println(answer.text);
    return answer.status;
  }

  /** As the agent's own option understands it, SendExtraRecord's numbers too. */
  private static Mode mode(String given) throws UsageException {
    switch (given) {
      case "0":
      case "selective":
        return Mode.SELECTIVE;
      case "1":
      case "all":
        return Mode.ALL;
      case "2":
      case "none":
        return Mode.NONE;
      default:
        throw new UsageException(Messages.unknown("mode", given, Mode.values()));
    }
  }

  private Answer ask() throws NoException {
    Boolean agent = target.proc.hasAgent();
    if (Boolean.FALSE.equals(agent)) {
      throw new NoException(
          "process "
              + target.pid
              + " has no recordsplit agent: put it in with 'attach "
              + target.pid
              + "', or start it with -javaagent:"
              + Jar.path());
    }
    try {
      boolean stays = verb != Verb.STATUS && agent != null;
      Answer answer = new Post(Post.folderOf(target.proc)).ask(words(), stays);
      if (answer == null) {
        checkMeansNoTls(agent);
      }
      return answer;
    } catch (IOException e) {
      throw new NoException(
          "process " + target.pid + " cannot be asked: " + Messages.plain(e.toString()));
    }
  }

  private void checkMeansNoTls(Boolean agent) throws NoException {
    if (!target.proc.exists() && Proc.isThere()) {
      throw new NoException("process " + target.pid + " has ended");
    }
    if (target.proc.hasThread()) {
      throw new NoException(
          "process " + target.pid + " does not answer: it is stopped or very busy, ask again");
    }
    if (agent == null) {
      throw new NoException(
          "process "
              + target.pid
              + " does not answer: it has no recordsplit agent (see 'attach'),"
              + " or has used no TLS yet, or belongs to another user");
    }
  }

  private String words() {
    String request = verb == Verb.MODE || verb == Verb.DISABLE ? "mode\n" + mode : verb.toString();
    return json ? request + '\n' + Arguments.JSON : request;
  }

  /** The agent is there, but does nothing before the first TLS class. */
  private String withoutAnswer() {
    if (json) {
      return new Json()
          .raw("tls", "false")
          .text("pending", verb == Verb.STATUS ? "nothing" : words().replace('\n', ' '))
          .toString();
    }
    String noTls = "process " + target.pid + " has the agent and has used no TLS yet";
    if (verb == Verb.STATUS) {
      return noTls + ", so there is nothing to show";
    }
    return noTls + ": this is left for it, and will hold when it does";
  }
}
