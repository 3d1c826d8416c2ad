package io.github.recordsplit.feature.upgrade;

import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Handshakes that failed where newer TLS was offered, and where it could not be. There is none in a
 * JVM without an {@code upgrade} rule.
 */
public final class Upgrades {
  /** The most that are told apart; the others are one. */
  private static final int MOST = 100;

  private static final String OTHERS = "(others)";

  private final AgentLog log;
  private final Map<String, Integer> failures = new LinkedHashMap<>();

  /** Failures, each new one told as a line. */
  public Upgrades(AgentLog log) {
    this.log = log;
  }

  /**
   * A handshake failed. Nothing is tried again, and the application sees its TLS library's error.
   *
   * @param peer the other end, as operators know it
   * @param offer what was offered, in words
   * @param why what the TLS library says
   */
  public void failed(Rule rule, String peer, String offer, String why) {
    String line =
        Messages.plain(
            "upgrade by "
                + rule.place()
                + ": "
                + rule
                + ": handshake failed with "
                + peer
                + ", which was offered "
                + offer
                + ": "
                + why);
    if (count(line)) {
      log.notice(line);
    }
  }

  /**
   * A rule asked for what a TLS library cannot be made to offer.
   *
   * @param peer the other end, as operators know it
   * @param library its name
   */
  void impossible(Rule rule, String peer, String library) {
    String line =
        Messages.plain(
            "upgrade by "
                + rule.place()
                + ": "
                + rule
                + ": not possible with "
                + peer
                + ", as "
                + library
                + " offers what the application says");
    if (count(line)) {
      log.notice(line);
    }
  }

  private synchronized boolean count(String line) {
    boolean isNew = !failures.containsKey(line) && failures.size() < MOST;
    String kept = isNew || failures.containsKey(line) ? line : OTHERS;
    Integer before = failures.get(kept);
    failures.put(kept, before == null ? 1 : before + 1);
    return isNew;
  }

  /** What failed, in words, and how often. */
  public synchronized Map<String, Integer> failures() {
    return new LinkedHashMap<>(failures);
  }

  /** The same of an agent that may have none: then null. */
  public static Map<String, Integer> of(Upgrades upgrades) {
    return upgrades == null ? new LinkedHashMap<>() : upgrades.failures();
  }

  /** The same as objects of JSON. */
  public static List<String> json(Upgrades upgrades) {
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, Integer> failure : of(upgrades).entrySet()) {
      all.add(
          new Json()
              .text("failure", failure.getKey())
              .number("times", failure.getValue())
              .toString());
    }
    return all;
  }
}
