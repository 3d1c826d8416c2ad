package io.github.recordsplit.startup;

import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.feature.outcome.Answers;
import io.github.recordsplit.feature.outcome.OutcomeHooks;
import io.github.recordsplit.feature.outcome.Outcomes;
import io.github.recordsplit.feature.peeraddress.Channels;
import io.github.recordsplit.feature.peeraddress.PeerAddressHooks;
import io.github.recordsplit.feature.rehearse.Netty3Hooks;
import io.github.recordsplit.feature.rehearse.OtherReadHooks;
import io.github.recordsplit.feature.rehearse.ReadHooks;
import io.github.recordsplit.feature.rehearse.RehearsalSummary;
import io.github.recordsplit.feature.rehearse.Rehearsals;
import io.github.recordsplit.feature.rehearse.Rehearser;
import io.github.recordsplit.feature.upgrade.UpgradeHooks;
import io.github.recordsplit.feature.upgrade.Upgrader;
import io.github.recordsplit.feature.upgrade.Upgrades;
import io.github.recordsplit.instrument.HookReport;
import io.github.recordsplit.instrument.HookTables;
import io.github.recordsplit.instrument.Reweaver;
import io.github.recordsplit.library.bctls.LazyBcTls;
import io.github.recordsplit.library.sunjsse.SunJsse;
import io.github.recordsplit.library.unknown.Discovery;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.Action;

/**
 * What peers answer, which is always heard, and what only some rules ask for: each is loaded, and
 * woven, once the first of them is in force.
 */
final class Features {
  private final ConnectionContext control;
  private final AgentLog log;
  private final HookTables tables;
  private final Reweaver reweaver;
  private final SunJsse sunJsse;
  private final LazyBcTls bcTls;
  private final Discovery discovery;
  private final Outcomes outcomes;
  private final Answers answers;
  private volatile Rehearsals rehearsals;
  private volatile Rehearser rehearser;
  private volatile Upgrades upgrades;
  private volatile Upgrader upgrader;
  private volatile Channels channels;

  Features(
      ConnectionContext control,
      AgentLog log,
      HookReport hooks,
      HookTables tables,
      Reweaver reweaver,
      SunJsse sunJsse,
      LazyBcTls bcTls,
      Discovery discovery) {
    this.control = control;
    this.log = log;
    this.tables = tables;
    this.reweaver = reweaver;
    this.sunJsse = sunJsse;
    this.bcTls = bcTls;
    this.discovery = discovery;
    this.outcomes = new Outcomes(control, log, hooks);
    this.answers = new Answers(control, outcomes, sunJsse.connections, bcTls, discovery);
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
    OutcomeHooks woven = new OutcomeHooks(discovery);
    tables.add(woven);
    tables.addFound(woven);
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
        reweaver.reweaveLoaded(Rehearser.callers());
      }
      if (makeUpgrader()) {
        reweaver.reweaveLoaded(Upgrader.callers());
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
    rehearser = new Rehearser(control, sunJsse, bcTls, discovery, rehearsals);
    log.atEnd(new RehearsalSummary(control, rehearsals, log));
    tables.add(new ReadHooks());
    tables.addFound(new Netty3Hooks());
    tables.addFound(new OtherReadHooks(discovery));
    return true;
  }

  private synchronized boolean makeUpgrader() {
    if (upgrader != null || !control.policy().mayApply(Action.UPGRADE)) {
      return false;
    }
    upgrades = new Upgrades(log);
    upgrader = new Upgrader(control, sunJsse, bcTls, upgrades);
    tables.add(new UpgradeHooks());
    return true;
  }

  private synchronized boolean makeChannels() {
    if (channels != null || !control.policy().usesHosts()) {
      return false;
    }
    channels = new Channels(control, sunJsse, discovery, bcTls, reweaver);
    PeerAddressHooks woven = new PeerAddressHooks(discovery);
    tables.add(woven);
    tables.addFound(woven);
    return true;
  }

  /** An engine is being made, or some may have been {@code before} the agent could see it. */
  void engineMade(boolean before) {
    Channels seen = channels;
    if (seen != null) {
      seen.engineMade(before);
    }
  }

  /** Whether a rule may ask whose bytes an engine is given, and each engine tells of them. */
  boolean hearsEngines(HookReport hooks) {
    return channels != null && control.policy().usesHosts() && Channels.areHeard(hooks);
  }
}
