package io.github.recordsplit.tools.cli;

import io.github.recordsplit.control.requests.Answer;
import io.github.recordsplit.control.requests.RequestClient;
import io.github.recordsplit.rules.Messages;
import java.io.IOException;

/** A JVM whose agent is asked. */
final class RunningJvm {
  private final Target target;
  private final String name;

  RunningJvm(Target target) {
    this.target = target;
    this.name = "process " + target.pid;
  }

  /**
   * Returns the agent's answer, or null where no TLS was used yet.
   *
   * @param mayWait whether the request stays for an agent that does not look yet
   */
  Answer ask(String request, boolean mayWait) throws NoException {
    Boolean agent = target.process.hasAgent();
    if (Boolean.FALSE.equals(agent)) {
      throw new NoException(
          name
              + " has no recordsplit agent: put it in with 'attach "
              + target.pid
              + "', or start it with -javaagent:"
              + AgentJar.path());
    }
    try {
      RequestClient client = new RequestClient(target.pid, target.process.olderFolder());
      Answer answer = client.ask(request, mayWait && agent != null);
      if (answer == null) {
        checkMeansNoTls(agent);
      } else if (answer.status == Main.WRONG_USE) { // of what this version says rightly
        throw new NoException(
            name + " runs another version of the agent, which refuses this: " + answer.text);
      }
      return answer;
    } catch (IOException e) {
      throw new NoException(name + " cannot be asked: " + Messages.plain(Messages.reason(e)));
    }
  }

  private void checkMeansNoTls(Boolean agent) throws NoException {
    if (!target.process.exists() && LinuxProcess.isThere()) {
      throw new NoException(name + " has ended");
    }
    if (target.process.hasThread()) {
      throw new NoException(name + " does not answer: it is stopped or very busy, ask again");
    }
    if (agent == null) {
      throw new NoException(
          name
              + " does not answer: it has no recordsplit agent (see 'attach'),"
              + " or has used no TLS yet, or belongs to another user");
    }
  }
}
