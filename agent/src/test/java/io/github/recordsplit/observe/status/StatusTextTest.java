package io.github.recordsplit.observe.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.PolicyController;
import io.github.recordsplit.feature.outcome.Outcomes;
import io.github.recordsplit.feature.rehearse.Outcome;
import io.github.recordsplit.feature.rehearse.Rehearsals;
import io.github.recordsplit.feature.upgrade.Upgrades;
import io.github.recordsplit.instrument.HookReport;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.Done;
import io.github.recordsplit.observe.inventory.FakeConnection;
import io.github.recordsplit.observe.inventory.FakeFacts;
import io.github.recordsplit.observe.inventory.Inventory;
import io.github.recordsplit.observe.inventory.Protection;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.observe.log.FailureCounter;
import io.github.recordsplit.rules.Application;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Known;
import io.github.recordsplit.rules.LogLevel;
import io.github.recordsplit.rules.ModeSetting;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rule;
import io.github.recordsplit.rules.Rules;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lines and the JSON of {@code status}, of an agent that is what the test makes of it. */
class StatusTextTest {
  private static final String RULES =
      """
      mode selective
      split host a.example role client
      never role server
      split host 10.0.0.0/8 role server apart
      upgrade host b.example
      """;

  private final AgentLog log = new AgentLog(LogLevel.OFF);
  private final Inventory inventory = new Inventory();
  private final FailureCounter failures = new FailureCounter();
  private final List<String> missing = new ArrayList<>();
  private final List<FakeConnection> open = new ArrayList<>();
  private Outcomes outcomes;
  private Rehearsals rehearsals;
  private Upgrades upgrades;
  private String rulesFile;
  private Policy policy = policy("mode selective\n");
  private final AgentControl agent = proxy(AgentControl.class);
  private final PolicyController steering = steering();

  StatusTextTest() {
    inventory.over(all -> all.addAll(open));
  }

  @Test
  void anAgentWithNothingToDo() {
    assertEquals(
        """
        recordsplit  on, but with nothing to do: mode selective and no rules
        mode         selective, scope vulnerable, first split
        rules        none
        options      mode=all (agent option)
        hooks        2 of 2
        failures     0
        connections  0 since the start, 0 open
        decisions    0 split, 0 never, 0 leave; 0 that cannot be
        payloads     0 split
        version      (not from a jar)

        nothing vulnerable is unprotected""",
        text());
    policy = policy("mode none\n");
    assertTrue(text().startsWith("recordsplit  on, and splits nothing: mode none\n"));
    policy = policy("mode all\n");
    assertTrue(text().startsWith("recordsplit  on\n"));
  }

  @Test
  void anAgentAtWork() {
    work();
    assertEquals(
        """
        recordsplit  on
        mode         selective, scope vulnerable, first split
        rules        4 rules in force of /etc/app.rules
        options      mode=all (agent option)
        hooks        2 of 3
          MISSING    a.B.c (expected 1 place)
        failures     1, the last: java.lang.IllegalStateException: ours
        connections  3 since the start, 3 open
        decisions    1 split, 1 never, 0 leave; 1 that cannot be
        payloads     3 split
        version      (not from a jar)

              HITS  RULE
                 1  app.rules:2: split host a.example role client
                 2  app.rules:3: never role server
                 0  app.rules:4: split host 10.0.0.0/8 role server apart
                 0  app.rules:5: upgrade host b.example
                    apart: two writes; with Nagle's algorithm on (Java's default) each
                    payload waits about 40 ms for its peer's delayed ACK

             CONNS      OPEN     SPLIT  KIND OF CONNECTION
                 1         1         0  server unknown host
                    TLSv1 TLS_RSA_WITH_AES_128_CBC_SHA, SunJSSE
                    opened by com.acme.Server
                    never by app.rules:3: VULNERABLE and not protected
                    cannot be matched by host: app.rules:4, app.rules:5
                    newer TLS offered by app.rules:2
                    CANNOT: no way
                 1         1         0  server n1
                    TLSv1 TLS_RSA_WITH_AES_128_CBC_SHA, SunJSSE
                    opened by com.acme.Server
                    never by app.rules:3: VULNERABLE and not protected
                    cannot be matched by address: app.rules:4
                 1         1         3  client a.example:443
                    TLSv1 TLS_RSA_WITH_AES_128_CBC_SHA, SunJSSE
                    opened by com.acme.Server
                    split by app.rules:2: protected by recordsplit

               CUT   READ ON     BROKE  READER UNDER REHEARSAL
                 1         1         0  a.Reader
                    called by a.Caller
                    survives split records: read on 1
                 1         0         1  b.Reader
                    does NOT survive split records: closed at once 1

             TIMES  UPGRADE THAT FAILED
                 1  upgrade by app.rules:2: split host a.example role client: handshake
                    failed with b.example:443, which was offered TLSv1.2: Received fatal
                    alert

        2 kinds of connection are vulnerable and not protected""",
        text());
  }

  @Test
  void theSameForAProgram() {
    work();
    String host = JvmIdentity.host();
    assertEquals(
        """
        {"mode":"selective","dryRun":false,"scope":"vulnerable","first":"split","schema":1,"pid":PID,\
        "user":"USER","app":"shop","host":"HOST","version":"(not from a jar)","time":"TIME",\
        "jarOnDisk":null,\
        "options":[{"key":"mode","value":"all","from":"agent option"}],\
        "modeFrom":"agent option",\
        "rulesFile":"/etc/app.rules","rulesError":null,"orderedMode":null,\
        "orderedUntil":null,"orders":[],\
        "rules":[{"source":"app.rules","line":2,\
        "statement":"split host a.example role client","hits":1},{"source":"app.rules",\
        "line":3,"statement":"never role server","hits":2},{"source":"app.rules","line":4,\
        "statement":"split host 10.0.0.0/8 role server apart","hits":0},\
        {"source":"app.rules","line":5,"statement":"upgrade host b.example","hits":0}],\
        "hooksWoven":["a","b"],"hooksMissing":["a.B.c (expected 1 place)"],"failures":1,\
        "lastError":"java.lang.IllegalStateException: ours","unreachable":null,\
        "logLinesLost":0,"connections":3,\
        "openConnections":3,"decisions":{"split":1,"never":1,"leave":0,"cannot":1,\
        "wouldSplit":0,"wouldNever":0},\
        "payloadsSplit":3,"payloadsWouldSplit":0,"kinds":[{"role":"server","peer":"unknown host",\
        "protocol":"TLSv1","cipherSuite":"TLS_RSA_WITH_AES_128_CBC_SHA","library":"SunJSSE",\
        "openedBy":"com.acme.Server","decision":"never","done":"cannot","apart":false,\
        "reason":"app.rules:3","rule":{"source":"app.rules","line":3,\
        "statement":"never role server"},"upgrade":{"source":"app.rules","line":2,\
        "statement":"split host a.example role client",\
        "offer":"TLSv1.2 beside the application's TLSv1"},"cannotMatch":["app.rules:4",\
        "app.rules:5"],"cannot":"no way","protection":"VULNERABLE and not protected",\
        "vulnerable":true,"protected":false,"current":true,"connections":1,"open":1,\
        "payloadsSplit":0,"payloadsWouldSplit":0,"suspect":null},{"role":"server","peer":"n1","protocol":"TLSv1",\
        "cipherSuite":"TLS_RSA_WITH_AES_128_CBC_SHA","library":"SunJSSE",\
        "openedBy":"com.acme.Server","decision":"never","done":"never","apart":false,\
        "reason":"app.rules:3","rule":{"source":"app.rules","line":3,\
        "statement":"never role server"},"upgrade":null,"cannotMatch":["app.rules:4"],\
        "cannot":null,"protection":"VULNERABLE and not protected","vulnerable":true,\
        "protected":false,"current":true,"connections":1,"open":1,"payloadsSplit":0,"payloadsWouldSplit":0,"suspect":null},\
        {"role":"client","peer":"a.example:443","protocol":"TLSv1",\
        "cipherSuite":"TLS_RSA_WITH_AES_128_CBC_SHA","library":"SunJSSE",\
        "openedBy":"com.acme.Server","decision":"split","done":"split","apart":false,\
        "reason":"app.rules:2","rule":{"source":"app.rules","line":2,\
        "statement":"split host a.example role client"},"upgrade":null,"cannotMatch":[],\
        "cannot":null,"protection":"protected by recordsplit","vulnerable":true,\
        "protected":true,"current":true,"connections":1,"open":1,"payloadsSplit":3,"payloadsWouldSplit":0,\
        "suspect":null}],\
        "vulnerableUnprotectedKinds":2,"outcomes":[],"suspects":0,"rehearsal":[{"reader":"a.Reader",\
        "calledBy":"a.Caller","payloads":1,"readOn":1,"answered":0,"closed":0,\
        "threadEnded":0,"unfit":0,"waiting":0,"survives":true},{"reader":"b.Reader",\
        "calledBy":null,"payloads":1,"readOn":0,"answered":0,"closed":1,"threadEnded":0,\
        "unfit":0,"waiting":0,"survives":false}],\
        "upgradesFailed":[{"failure":"upgrade by app.rules:2: split host a.example role \
        client: handshake failed with b.example:443, which was offered TLSv1.2: \
        Received fatal alert","times":1}],\
        "verdict":"2 kinds of connection are vulnerable and not protected"}"""
            .replace("PID", "" + ProcessHandle.current().pid())
            .replace("USER", System.getProperty("user.name"))
            .replace("\"HOST\"", host == null ? "null" : '"' + host + '"'),
        StatusText.of(agent, true)
            .replace("\"app\":\"" + Application.name(), "\"app\":\"shop")
            .replaceFirst("\"time\":\"2[^\"]+Z\"", "\"time\":\"TIME\""));
  }

  /** The table of the documents has all members, and no others. */
  @Test
  void theDocumentsNameEachMember() throws Exception {
    work();
    outcomes = new Outcomes(proxy(ConnectionContext.class), log, proxy(HookReport.class));
    outcomes.begin(inventory.snapshot().kinds().get(0)).dropped();
    steering.order(ModeSetting.of("all"), "a test");
    String page = Files.readString(Path.of("docs/json.md"));
    String table = page.substring(page.indexOf("## status"), page.indexOf("## list"));
    Set<String> documented = new TreeSet<>();
    for (String row : table.lines().filter(line -> line.startsWith("| `")).toList()) {
      Matcher name = Pattern.compile("`([^`]+)`").matcher(row.substring(0, row.indexOf(" | ")));
      while (name.find()) {
        documented.add(name.group(1));
      }
    }
    Set<String> told = new TreeSet<>();
    members("", JsonParser.object().from(StatusText.of(agent, true)), told);
    assertEquals(documented, told);
  }

  private static void members(String of, Object value, Set<String> into) {
    if (value instanceof JsonArray list) {
      list.forEach(each -> members(of + "[]", each, into));
    } else if (value instanceof JsonObject object) {
      object.forEach(
          (name, each) -> {
            String path = of.isEmpty() ? name : of + '.' + name;
            into.add(path);
            members(path, each, into);
          });
    }
  }

  /** Who reads is not always a terminal. */
  @Test
  void linesAreAsLongAsIsAskedFor() {
    work();
    failures.add(new IllegalStateException("x".repeat(300)));
    StatusSnapshot now = new StatusSnapshot(agent);
    String uncut = StatusText.of(agent, now, Integer.MAX_VALUE);
    assertTrue(uncut.contains("x".repeat(300) + "\n"), uncut);
    assertTrue(
        uncut.contains("apart: two writes; with Nagle's algorithm on (Java's default) each pay"));
    assertTrue(StatusText.of(agent, now, 120).lines().allMatch(line -> line.length() <= 120));
    assertTrue(StatusText.of(agent, now, 120).lines().anyMatch(line -> line.length() == 120));
  }

  @Test
  void anOrderIsShownWithItsEnd() {
    assertTrue(new StatusSnapshot(agent).isWell());
    AgentControl real = agent;
    steering.order(ModeSetting.of("none"), "a test");
    assertTrue(text().contains("\n  ORDERED    until 'enable', then selective\n"), text());
    steering.order(ModeSetting.of("all"), 3600, "a test");
    assertTrue(text().matches("(?s).*\n  ORDERED    until 2\\d+-.*Z, then none\n.*"), text());
    assertTrue(StatusText.of(real, true).matches(".*\"orderedUntil\":\"2\\d+-[^\"]*Z\".*"));
  }

  @Test
  void aDryRunIsCalledSo() {
    policy = policy("mode all dry-run\nnever role server\nsplit host b apart");
    connect(FakeFacts.of(Role.CLIENT, "a.example:443"), null, 7, Protection.NONE, null);
    rulesFile = "/etc/app.rules";
    Rule never = policy.rules().all().get(0);
    connect(FakeFacts.of(Role.SERVER, "n1"), never, 0, Protection.LIBRARY, null);
    assertEquals(
        """
        recordsplit  on, as a dry run: nothing is split, it is shown what would be
        mode         all dry-run, scope vulnerable, first split
        rules        2 rules in force of /etc/app.rules
        options      mode=all (agent option)
        hooks        2 of 2
        failures     0
        connections  2 since the start, 2 open
        decisions    0 split, 0 never, 0 leave; 0 that cannot be
        payloads     0 split
          DRY RUN    1 would be split (7 payloads), 1 never
        version      (not from a jar)

              HITS  RULE
                 1  app.rules:2: never role server
                 0  app.rules:3: split host b apart
                    apart: two writes; with Nagle's algorithm on (Java's default) each
                    payload waits about 40 ms for its peer's delayed ACK

             CONNS      OPEN     SPLIT  KIND OF CONNECTION
                 1         1         0  client a.example:443
                    TLSv1 TLS_RSA_WITH_AES_128_CBC_SHA, SunJSSE
                    opened by com.acme.Server
                    would be split by mode all: VULNERABLE and not protected (dry run)
                 1         1         0  server n1
                    TLSv1 TLS_RSA_WITH_AES_128_CBC_SHA, SunJSSE
                    opened by com.acme.Server
                    would never be split by app.rules:2: protected by its TLS library...

        dry run: 1 kind of connection is vulnerable and not protected, 1 would be""",
        text());
    assertFalse(new StatusSnapshot(agent).isWell());
    String json = StatusText.of(agent, true);
    for (String due :
        List.of(
            "\"mode\":\"all\",\"dryRun\":true,",
            "\"cannot\":0,\"wouldSplit\":1,\"wouldNever\":1},",
            "\"payloadsSplit\":0,\"payloadsWouldSplit\":7,\"kinds\"",
            "\"decision\":\"split\",\"done\":\"wouldSplit\",",
            "\"decision\":\"never\",\"done\":\"wouldNever\",",
            "\"protected\":false,")) {
      assertTrue(json.contains(due), due + " in " + json);
    }
  }

  private void work() {
    policy = policy(RULES);
    rulesFile = "/etc/app.rules";
    missing.add("a.B.c (expected 1 place)");
    failures.add(new IllegalStateException("ours"));
    List<Rule> rules = policy.rules().all();
    connect(FakeFacts.of(Role.CLIENT, "a.example:443"), rules.get(0), 3, Protection.AGENT, null);
    connect(FakeFacts.of(Role.SERVER, "n1"), rules.get(1), 0, Protection.NONE, null);
    FakeFacts unknown = FakeFacts.of(Role.SERVER, "unknown host", Known.NOTHING, rules.get(0));
    connect(unknown, rules.get(1), 0, Protection.NONE, "no way");
    rehearsals = new Rehearsals(log);
    rehearsals.end(rehearsals.begin("a.Reader called by a.Caller", "n2", 20), Outcome.READ_ON);
    rehearsals.end(rehearsals.begin("b.Reader", "n2", 20), Outcome.CLOSED);
    upgrades = new Upgrades(log);
    upgrades.failed(rules.get(0), "b.example:443", "TLSv1.2", "Received fatal alert");
  }

  private void connect(
      FakeFacts facts, Rule by, long payloads, Protection protection, String cannot) {
    FakeConnection connection = new FakeConnection();
    open.add(connection);
    Decision decision =
        policy.decide(new HypotheticalConnection("a.example", null, "" + facts.role()), null);
    assertEquals(by, decision.rule());
    Done done = Done.of(decision.action(), true, cannot == null, policy.isDryRun());
    ConnectionKind kind = new ConnectionKind(facts, decision, done, protection, cannot);
    inventory.decided(connection, null, decision, kind, policy);
    connection.payloads = payloads;
  }

  private String text() {
    return StatusText.of(agent, false);
  }

  private static Policy policy(String rules) {
    try {
      return Policy.of(Rules.parse("app.rules", rules), "app");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private PolicyController steering() {
    try {
      return new PolicyController(Options.parse("mode=all"), agent, log);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private <T> T proxy(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer(method.getName())));
  }

  private Object answer(String method) {
    return switch (method) {
      case "policy" -> policy;
      case "steering" -> steering;
      case "rulesFile" -> rulesFile;
      case "inventory" -> inventory;
      case "hooks" -> proxy(HookReport.class);
      case "woven" -> List.of("a", "b");
      case "missingOnes" -> missing;
      case "outcomes" -> outcomes;
      case "rehearsals" -> rehearsals;
      case "upgraded" -> upgrades;
      case "failures" -> failures;
      case "jarOnDisk", "unreachable", "onOrder" -> null;
      default -> throw new AssertionError(method);
    };
  }
}
