package io.github.recordsplit.control.requests;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.PolicyController;
import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.observe.status.StatusSnapshot;
import io.github.recordsplit.observe.status.StatusText;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.ModeSetting;
import java.util.Arrays;

/** Carries out what the command line asks of this JVM. */
final class RequestHandler {
  private static final String[] KNOWN = {"status", "mode", "enable"};

  private static final String COLUMNS = "--columns=";
  private static final String SECONDS = " --for=";

  /** Its exit status is about these. */
  private static final String SUSPECTS = "--fail-on=suspect";

  private final AgentControl agent;
  private final String[] words;
  private final boolean json;
  private final String by;

  private RequestHandler(AgentControl agent, String[] words, String by) {
    this.agent = agent;
    this.words = words;
    this.json = words[words.length - 1].equals("--json");
    this.by = by;
  }

  /**
   * Carries out one request.
   *
   * @param words a verb, for {@code mode} its value with {@code --for=SECONDS} (one word to an
   *     older agent, which so refuses what it would not do), for {@code status} {@code --columns=N}
   *     (0: as long as they are) and {@code --fail-on=suspect}, and {@code --json} last if that is
   *     wanted
   * @param by who asks
   */
  static Answer answer(AgentControl agent, String[] words, String by) {
    return new RequestHandler(agent, words, by).answer(words[0], words.length > 1 ? words[1] : "");
  }

  private Answer answer(String verb, String value) {
    switch (verb) {
      case "status":
        return status();
      case "mode":
        return mode(value);
      case "enable":
        return enable();
      default:
        return new Answer(2, Messages.unknown("request", verb, KNOWN));
    }
  }

  private Answer status() {
    StatusSnapshot summary = new StatusSnapshot(agent);
    long columns = number(COLUMNS, StatusText.COLUMNS);
    String text =
        json
            ? StatusText.json(agent, summary)
            : StatusText.of(agent, summary, columns == 0 ? Integer.MAX_VALUE : (int) columns);
    boolean well = asks(SUSPECTS) ? !summary.hasSuspects() : summary.isWell();
    return new Answer(well ? 0 : 1, text);
  }

  private Answer mode(String value) {
    int time = value.indexOf(SECONDS);
    ModeSetting mode = ModeSetting.of(time < 0 ? value : value.substring(0, time));
    if (mode == null) {
      return new Answer(2, Messages.unknown("mode", value, Mode.values()));
    }
    ModeSetting was = agent.policy().setting();
    return changed(was, order(mode, time < 0 ? 0 : seconds(value.substring(time))));
  }

  private String order(ModeSetting mode, long seconds) {
    PolicyController steering = agent.steering();
    if (seconds == 0) {
      steering.order(mode, by);
      return ", until 'enable'";
    }
    steering.order(mode, seconds, by);
    return ", for " + seconds + " s, then " + steering.standing();
  }

  private boolean asks(String word) {
    return Arrays.asList(words).contains(word);
  }

  private static long seconds(String word) {
    return Long.parseLong(word.substring(SECONDS.length()));
  }

  /** The number behind a word of the request. */
  private long number(String name, long otherwise) {
    for (String word : words) {
      if (word.startsWith(name)) {
        return Long.parseLong(word.substring(name.length()));
      }
    }
    return otherwise;
  }

  private Answer enable() {
    ModeSetting was = agent.policy().setting();
    agent.steering().enable(by);
    return changed(was, ", as configured");
  }

  private Answer changed(ModeSetting was, String how) {
    ModeSetting now = agent.policy().setting();
    String text = "mode " + now.after(was) + how;
    return new Answer(0, json ? json(was, now) : text);
  }

  private String json(ModeSetting was, ModeSetting now) {
    return new Json()
        .text("mode", now.mode)
        .raw("dryRun", Boolean.toString(now.dryRun))
        .text("was", was)
        .text("configured", agent.steering().configured().setting())
        .toString();
  }
}
