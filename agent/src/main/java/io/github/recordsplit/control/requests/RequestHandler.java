package io.github.recordsplit.control.requests;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.observe.status.StatusText;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Mode;

/** Carries out what the command line asks of this JVM. */
final class RequestHandler {
  private static final String[] KNOWN = {"status", "mode", "enable"};

  private final AgentControl agent;
  private final boolean json;
  private final String by;

  private RequestHandler(AgentControl agent, boolean json, String by) {
    this.agent = agent;
    this.json = json;
    this.by = by;
  }

  /**
   * Carries out one request.
   *
   * @param words a verb, for {@code mode} its value, and {@code --json} last if that is wanted
   * @param by who asks
   */
  static Answer answer(AgentControl agent, String[] words, String by) {
    boolean json = words[words.length - 1].equals("--json");
    return new RequestHandler(agent, json, by).answer(words[0], words.length > 1 ? words[1] : "");
  }

  private Answer answer(String verb, String value) {
    switch (verb) {
      case "status":
        return new Answer(0, StatusText.of(agent, json));
      case "mode":
        return mode(value);
      case "enable":
        return enable();
      default:
        return new Answer(2, Messages.unknown("request", verb, KNOWN));
    }
  }

  private Answer mode(String value) {
    for (Mode mode : Mode.values()) {
      if (mode.toString().equals(value)) {
        Mode was = agent.policy().mode();
        agent.steering().order(mode, by);
        return changed(was, ", until 'enable'");
      }
    }
    return new Answer(2, Messages.unknown("mode", value, Mode.values()));
  }

  private Answer enable() {
    Mode was = agent.policy().mode();
    agent.steering().enable(by);
    return changed(was, ", as configured");
  }

  private Answer changed(Mode was, String how) {
    Mode now = agent.policy().mode();
    String text = "mode " + now + (now == was ? "" : " (was " + was + ")") + how;
    return new Answer(0, json ? json(was, now) : text);
  }

  private String json(Mode was, Mode now) {
    return new Json()
        .text("mode", now)
        .text("was", was)
        .text("configured", agent.steering().configured().mode())
        .toString();
  }
}
