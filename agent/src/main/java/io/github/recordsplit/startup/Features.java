package io.github.recordsplit.startup;

import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.feature.outcome.Answers;
import io.github.recordsplit.feature.outcome.OtherAnswerHooks;
import io.github.recordsplit.feature.outcome.Outcomes;
import io.github.recordsplit.feature.peeraddress.Channels;
import io.github.recordsplit.feature.peeraddress.PeerAddressHooks;
import io.github.recordsplit.feature.rehearse.Netty3Hooks;
import io.github.recordsplit.feature.rehearse.OtherReadHooks;
import io.github.recordsplit.feature.rehearse.RehearsalSummary;
import io.github.recordsplit.feature.rehearse.Rehearsals;
import io.github.recordsplit.feature.rehearse.Rehearser;
import io.github.recordsplit.feature.upgrade.Upgrader;
import io.github.recordsplit.feature.upgrade.Upgrades;
import io.github.recordsplit.instrument.Reweaver;
import io.github.recordsplit.library.unknown.Discovery;
import io.github.recordsplit.library.unknown.StreamSockets;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.Action;

/**
 * What peers answer, which is always heard, and what only some rules ask for: each is loaded, and
 * woven, once the first of them is in force.
 */
final class Features {
  private final AgentRuntime control;
  private final AgentLog log;
  private final Libraries libraries;
  private final Reweaver reweaver;
  private final Discovery discovery;
  private final Outcomes outcomes;
  private final Answers answers;

  /** What applications read from, of sockets that no table names. */
  private final StreamSockets inputs = new StreamSockets();

  private volatile Rehearsals rehearsals;
  private volatile Rehearser rehearser;
  private volatile Upgrades upgrades;
  private volatile Upgrader upgrader;
  private volatile Channels channels;

  Features(
      AgentRuntime control,
      AgentLog log,
      Libraries libraries,
      Reweaver reweaver,
      Discovery discovery) {
    this.control = control;
    this.log = log;
    this.libraries = libraries;
    this.reweaver = reweaver;
    this.discovery = discovery;
    this.outcomes = new Outcomes(control, log, control.hooks());
    this.answers =
        new Answers(
            control,
            outcomes,
            libraries.sunJsse.connections().connections,
            libraries.all,
            discovery,
            inputs);
  }

  /** How connections fared. */
  Outcomes outcomes() {
    return outcomes;
  }

  Answers answers() {
    return answers;
  }

  /** Findings of rehearsals; null as long as no rule asked for one. */
  Rehearsals rehearsals() {
    return rehearsals;
  }

  /** Upgrades that failed; null as long as no rule asked for one. */
  Upgrades upgrades() {
    return upgrades;
  }

  Rehearser reads() {
    return rehearser;
  }

  Upgrader handshakes() {
    return upgrader;
  }

  Channels origins() {
    return channels;
  }

  /** Those of the rules in force, and what each JVM has, before any class is woven. */
  void makeDue() {
    libraries.hooks.add(libraries.all.answers());
    libraries.hooks.addFound(new OtherAnswerHooks(discovery));
    boolean unused = makeRehearser();
    unused = makeUpgrader();
    unused = makeChannels();
  }

  /**
   * Those of rules that came into force. Without a lock where classes are woven again: who loads
   * one holds the weaver's.
   */
  void startDue() {
    try {
      if (makeRehearser()) {
        reweaver.reweaveLoaded(libraries.all.reads());
        reweaver.reweaveLoaded(Netty3Hooks.HANDLER);
      }
      if (makeUpgrader()) {
        reweaver.reweaveLoaded(libraries.all.handshakes());
      }
      if (makeChannels()) {
        channels.start();
      }
    } catch (Exception | LinkageError e) {
      control.onFailure(e);
    }
  }

  private synchronized boolean makeRehearser() {
    if (rehearser != null || !control.policy().mayApply(Action.REHEARSE)) {
      return false;
    }
    rehearsals = new Rehearsals(log);
    rehearser = new Rehearser(control, libraries.all, discovery, inputs, rehearsals);
    log.atEnd(new RehearsalSummary(control, rehearsals, log));
    libraries.hooks.add(libraries.all.reads());
    libraries.hooks.addFound(new Netty3Hooks());
    libraries.hooks.addFound(new OtherReadHooks(discovery));
    return true;
  }

  private synchronized boolean makeUpgrader() {
    if (upgrader != null || !control.policy().mayApply(Action.UPGRADE)) {
      return false;
    }
    upgrades = new Upgrades(log);
    upgrader = new Upgrader(control, libraries.all, upgrades);
    libraries.hooks.add(libraries.all.handshakes());
    return true;
  }

  private synchronized boolean makeChannels() {
    if (channels != null || !control.policy().usesHosts()) {
      return false;
    }
    channels = new Channels(control, libraries.all, discovery, reweaver);
    libraries.hooks.add(libraries.all.origins());
    libraries.hooks.addFound(new PeerAddressHooks(discovery));
    return true;
  }

  /** A connection was decided on. */
  void decided(Connection connection) {
    Upgrader seen = upgrader;
    if (seen != null) {
      seen.decided(connection);
    }
  }

  /** An engine is being made, or some may have been {@code before} the agent could see it. */
  void engineMade(boolean before) {
    Channels seen = channels;
    if (seen != null) {
      seen.engineMade(before);
    }
  }

  /** Whether a rule may ask whose bytes an engine is given, and each engine tells of them. */
  boolean hearsEngines() {
    return channels != null && control.policy().usesHosts() && Channels.areHeard(control.hooks());
  }
}
