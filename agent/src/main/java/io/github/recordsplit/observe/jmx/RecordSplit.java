package io.github.recordsplit.observe.jmx;

import io.github.recordsplit.Agent;
import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.feature.rehearse.Finding;
import io.github.recordsplit.feature.upgrade.Upgrades;
import io.github.recordsplit.observe.Order;
import io.github.recordsplit.observe.OrderListener;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.log.LogOutput;
import io.github.recordsplit.observe.status.Explanation;
import io.github.recordsplit.observe.status.HypotheticalConnection;
import io.github.recordsplit.observe.status.StatusSnapshot;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.ModeSetting;
import io.github.recordsplit.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;

/** What JMX clients read and call. */
final class RecordSplit extends NotificationBroadcasterSupport
    implements RecordSplitMXBean, OrderListener {
  /** Who a JMX client is its connector knows, and tells nobody. */
  private static final String BY = "a JMX client";

  private static final String ORDERED = "io.github.recordsplit.ordered";

  private final AgentControl agent;
  private final AtomicLong notifications = new AtomicLong();

  RecordSplit(AgentControl agent) {
    super(
        new BriefThreads(),
        new MBeanNotificationInfo(
            new String[] {ORDERED}, Notification.class.getName(), "Somebody ordered a mode"));
    this.agent = agent;
  }

  @Override
  public void ordered(Order order) {
    long number = notifications.incrementAndGet();
    sendNotification(new Notification(ORDERED, Jmx.NAME, number, order.millis, order.sentence()));
  }

  @Override
  public List<String> getOrders() {
    List<String> all = new ArrayList<>();
    for (Order order : agent.steering().orders()) {
      all.add(order.time() + ' ' + order.sentence());
    }
    return all;
  }

  @Override
  public String getJarOnDisk() {
    return agent.jarOnDisk();
  }

  @Override
  public String getUnreachable() {
    return agent.unreachable();
  }

  @Override
  public long getLogLinesLost() {
    return LogOutput.lost();
  }

  @Override
  public String getVersion() {
    return Agent.version();
  }

  @Override
  public String getMode() {
    return agent.policy().setting().toString();
  }

  @Override
  public void setMode(String name) {
    ModeSetting mode = ModeSetting.of(name);
    if (mode == null) {
      String given = String.valueOf(name);
      throw new IllegalArgumentException(Messages.unknown("mode", given, Mode.values()));
    }
    agent.steering().order(mode, BY);
  }

  @Override
  public boolean getDryRun() {
    return agent.policy().isDryRun();
  }

  @Override
  public String getScope() {
    return agent.policy().scope().toString();
  }

  @Override
  public String getFirst() {
    return agent.policy().first().toString();
  }

  @Override
  public String getRulesFile() {
    return agent.rulesFile();
  }

  @Override
  public String getRulesError() {
    return agent.steering().rulesError();
  }

  @Override
  public int getRulesErrorCount() {
    return getRulesError() == null ? 0 : 1;
  }

  @Override
  public List<RuleView> getRules() {
    List<RuleView> views = new ArrayList<>();
    for (Rule rule : agent.policy().rules().all()) {
      views.add(new RuleView(rule));
    }
    return views;
  }

  @Override
  public Map<String, Integer> getRuleHits() {
    Map<String, Integer> hits = new LinkedHashMap<>();
    for (Rule rule : agent.policy().rules().all()) {
      Integer before = hits.get(rule.place()); // a built-in list may be used twice
      hits.put(rule.place(), rule.hits() + (before == null ? 0 : before));
    }
    return hits;
  }

  @Override
  public long getConnections() {
    return summary().connections;
  }

  @Override
  public long getOpenConnections() {
    return summary().open;
  }

  @Override
  public DecisionsView getConnectionsByDecision() {
    return new DecisionsView(summary());
  }

  @Override
  public long getPayloadsSplit() {
    return summary().payloadsSplit;
  }

  @Override
  public long getPayloadsWouldSplit() {
    return summary().payloadsWouldSplit;
  }

  @Override
  public List<KindView> getKinds() {
    List<KindView> views = new ArrayList<>();
    StatusSnapshot now = summary();
    for (ConnectionKind kind : now.kinds) {
      views.add(new KindView(kind, now.outcomes().suspect(kind)));
    }
    return views;
  }

  @Override
  public int getVulnerableUnprotectedKinds() {
    return summary().unprotected.size();
  }

  @Override
  public int getSuspects() {
    return getSuspectPeers().size();
  }

  @Override
  public List<String> getSuspectPeers() {
    return summary().outcomes().suspects();
  }

  @Override
  public List<FindingView> getRehearsal() {
    List<FindingView> views = new ArrayList<>();
    for (Finding finding : summary().findings) {
      views.add(new FindingView(finding));
    }
    return views;
  }

  @Override
  public long getRehearsalPayloads() {
    long count = 0;
    for (Finding finding : summary().findings) {
      count += finding.payloads();
    }
    return count;
  }

  @Override
  public long getRehearsalBroken() {
    long count = 0;
    for (Finding finding : summary().findings) {
      count += finding.broken();
    }
    return count;
  }

  @Override
  public Map<String, Integer> getUpgradesFailed() {
    return Upgrades.of(agent.upgraded());
  }

  @Override
  public long getUpgradesFailedCount() {
    long count = 0;
    for (int times : getUpgradesFailed().values()) {
      count += times;
    }
    return count;
  }

  @Override
  public String getVerdict() {
    return summary().verdict();
  }

  @Override
  public List<String> getHooksWoven() {
    return agent.hooks().woven();
  }

  @Override
  public int getHooksWovenCount() {
    return getHooksWoven().size();
  }

  @Override
  public List<String> getHooksMissing() {
    return agent.hooks().missingOnes();
  }

  @Override
  public int getHooksMissingCount() {
    return getHooksMissing().size();
  }

  @Override
  public long getFailures() {
    return agent.failures().count();
  }

  @Override
  public String getLastError() {
    return agent.failures().last();
  }

  @Override
  public void enable() {
    agent.steering().enable(BY);
  }

  @Override
  public String reload() {
    String wrong = agent.steering().reload();
    return wrong == null ? "ok" : wrong;
  }

  @Override
  public String explain(
      String host, String className, String role, String protocol, String cipherSuite) {
    HypotheticalConnection subject =
        new HypotheticalConnection(given(host), given(className), given(role));
    return new Explanation(agent.policy(), subject, given(protocol), given(cipherSuite)).sentence();
  }

  private static String given(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private StatusSnapshot summary() {
    return new StatusSnapshot(agent);
  }
}
