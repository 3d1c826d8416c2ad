package io.github.recordsplit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.recordsplit.apps.Crowd;
import io.github.recordsplit.harness.AgentBean;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What operators see of a JVM that has open connections: status, the log file, JMX. */
@Execution(ExecutionMode.CONCURRENT)
class ManagementTest {
  private static final String KIND =
      "TLSv1 TLS_RSA_WITH_AES_128_CBC_SHA: ([^,]*), (.*), opened by " + Crowd.class.getName();

  private static final String MIXED_UP =
      "what is protected is told to be vulnerable, or the other way round";

  /** By role: clients are split, servers are not. */
  private static final Map<String, String> PROTECTION =
      Map.of("client", "protected by recordsplit", "server", "VULNERABLE and not protected");

  @TestFactory
  Stream<DynamicTest> operatorsSeeWhatIsDecided() {
    return Jdks.some(
        jdk -> {
          Path rules = rules(jdk);
          Path log = Target.file("management/" + jdk.feature() + ".log");
          Files.deleteIfExists(log);
          try (Child child = start(jdk, rules, log)) {
            child.awaitLine("^open 20 ");
            assertText(Mail.ask(child.pid(), "status"), rules);
            String json = Mail.ask(child.pid(), "status", "--json");
            assertJson(json, rules);
            assertProtection(json);
            assertLog(log, rules);
            jmx(child, rules);
            child.closeInput();
            List<String> stderr = child.await().assertClean().stderr();
            assertTrue(stderr.stream().noneMatch(l -> l.contains("TLS_RSA")), stderr::toString);
          }
        });
  }

  /** TLS 1.2 is outside the scope: what was decided there is not what was done. */
  @TestFactory
  Stream<DynamicTest> whatWasDoneCounts() {
    return Jdks.some(
        jdk -> {
          ChildJvm jvm = ChildJvm.on(jdk).brief().agent("mode=all");
          try (Child child = jvm.main(Crowd.class, "TLSv1.2/CBC", "20").start()) {
            child.awaitLine("^open 20 ");
            assertContains(
                Mail.ask(child.pid(), "status"),
                "connections  20 since the start, 20 open\n",
                "decisions    0 split, 0 never, 20 leave; 0 that cannot be\n",
                "            split by mode all: left alone because it is not vulnerable\n",
                "payloads     0 split\n");
            assertContains(
                Mail.ask(child.pid(), "status", "--json"),
                "\"decisions\":{\"split\":0,\"never\":0,\"leave\":20,\"cannot\":0,\"wouldSplit\":0,\"wouldNever\":0}",
                "\"decision\":\"split\",\"done\":\"leave\",\"apart\":false,\"reason\":\"mode all\"",
                "\"protection\":\"not vulnerable\",\"vulnerable\":false,\"protected\":true");
            assertDone(child);
            child.closeInput();
            assertEquals(0, child.await().assertClean().status());
          }
        });
  }

  private static void assertDone(Child child) throws Exception {
    try (AgentBean bean = new AgentBean(child)) {
      Map<String, Object> values = attributes(bean.server, bean.name);
      CompositeData decisions = (CompositeData) values.get("ConnectionsByDecision");
      assertEquals(0L, decisions.get("split"));
      assertEquals(20L, decisions.get("leave"));
      CompositeData kind = ((CompositeData[]) values.get("Kinds"))[0];
      assertEquals("split", kind.get("decision"));
      assertEquals("leave", kind.get("done"));
    }
  }

  private static Path rules(Jdk jdk) {
    return Target.write(
        "management/" + jdk.feature() + ".rules",
        "split host localhost:443 role client\nnever role server\nleave host nobody.test\n");
  }

  private static Child start(Jdk jdk, Path rules, Path log) {
    return ChildJvm.on(jdk)
        .brief()
        .agent("log=connections:" + log + ",rules=" + rules)
        .main(Crowd.class, "TLSv1/CBC", "20")
        .start();
  }

  private static void assertText(String status, Path rules) {
    List<String> lines = status.lines().toList();
    for (String line : lines) {
      assertTrue(line.length() <= 80, line);
    }
    assertEquals(
        "1 kind of connection is vulnerable and not protected", lines.get(lines.size() - 1));
    assertContains(
        status,
        "hooks        8 of 8\n",
        "failures     0\n",
        "connections  20 since the start, 20 open\n",
        "decisions    10 split, 10 never, 0 leave; 0 that cannot be\n",
        "payloads     10 split\n",
        "        10        10        10  client localhost:443\n",
        "            TLSv1 TLS_RSA_WITH_AES_128_CBC_SHA, SunJSSE\n",
        "            opened by " + Crowd.class.getName() + "\n",
        "        10        10         0  server unknown host\n");
    assertTrue(lines.stream().anyMatch(l -> l.matches(" +10  .*" + tail(rules) + ".*")), status);
  }

  /** A path may be too long for a line. */
  private static String tail(Path rules) {
    return rules.toString().substring(0, 20);
  }

  private static void assertJson(String status, Path rules) {
    assertContains(
        status,
        "\"mode\":\"selective\"",
        "\"openConnections\":20,",
        "\"decisions\":{\"split\":10,\"never\":10,\"leave\":0,\"cannot\":0,\"wouldSplit\":0,\"wouldNever\":0}",
        "\"rule\":{\"source\":\"" + rules + "\",\"line\":2,\"statement\":\"never role server\"}",
        "\"protection\":\"VULNERABLE and not protected\",\"vulnerable\":true,\"protected\":false",
        "\"protection\":\"protected by recordsplit\",\"vulnerable\":true,\"protected\":true",
        "\"payloadsSplit\":10",
        "\"vulnerableUnprotectedKinds\":1,");
  }

  /** What stands behind the words of the contract: who is split, and who is not and should be. */
  private static void assertProtection(String status) {
    Map<String, String> byRole = new TreeMap<>();
    for (JsonElement kind :
        JsonParser.parseString(status).getAsJsonObject().getAsJsonArray("kinds")) {
      JsonObject told = kind.getAsJsonObject();
      byRole.put(told.get("role").getAsString(), told.get("protection").getAsString());
    }
    assertEquals(PROTECTION, byRole, MIXED_UP);
  }

  private static void assertLog(Path log, Path rules) throws Exception {
    List<String> lines = Files.readAllLines(log);
    assertEquals(3, lines.size(), lines::toString);
    String time = "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z ";
    assertTrue(
        lines.get(0).matches(time + "mode selective, .* 3 rules in force of .*"), lines::toString);
    String client = time + "client localhost:443 " + KIND + ", SunJSSE";
    String server = time + "server unknown host " + KIND + ", SunJSSE";
    assertTrue(
        lines.get(1).matches(client) && lines.get(1).contains(rules + ":1: split"),
        lines::toString);
    assertTrue(
        lines.get(2).matches(server) && lines.get(2).contains(rules + ":2: never"),
        lines::toString);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log)));
  }

  private static void assertContains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> part + "\nis not in\n" + text);
    }
  }

  /** The platform's MBean server is made now, long after the agent started. */
  private static void jmx(Child child, Path rules) throws Exception {
    try (AgentBean bean = new AgentBean(child)) {
      assertDescribed(bean.server.getMBeanInfo(bean.name));
      assertAttributes(attributes(bean.server, bean.name), rules);
      assertOperations(bean.server, bean.name, rules);
    }
  }

  /** What JConsole shows beside each: a sentence, and not the name again. */
  private static void assertDescribed(MBeanInfo info) {
    assertTrue(info.getDescription().startsWith("recordsplit, which splits "));
    for (MBeanAttributeInfo each : info.getAttributes()) {
      assertTrue(each.getDescription().matches("[A-Z1].* .*\\."), each::toString);
    }
    for (MBeanOperationInfo each : info.getOperations()) {
      assertTrue(each.getDescription().matches("[A-Z].* .*\\."), each::toString);
      for (MBeanParameterInfo parameter : each.getSignature()) {
        assertTrue(PARAMETERS.contains(parameter.getName()), parameter::toString);
        assertTrue(parameter.getDescription().matches("[a-z].* .*"), parameter::toString);
      }
    }
  }

  private static final Set<String> PARAMETERS =
      Set.of("host", "className", "role", "protocol", "cipherSuite");

  private static Map<String, Object> attributes(MBeanServerConnection server, ObjectName name)
      throws Exception {
    Map<String, Object> values = new LinkedHashMap<>();
    for (MBeanAttributeInfo info : server.getMBeanInfo(name).getAttributes()) {
      values.put(info.getName(), server.getAttribute(name, info.getName()));
    }
    return values;
  }

  private static void assertAttributes(Map<String, Object> values, Path rules) {
    assertEquals(35, values.size(), values::toString);
    assertEquals("selective", values.get("Mode"));
    assertEquals(Target.agentVersion(), values.get("Version"));
    assertEquals("vulnerable", values.get("Scope"));
    assertEquals("split", values.get("First"));
    assertEquals(rules.toString(), values.get("RulesFile"));
    assertNull(values.get("RulesError"));
    for (String none : List.of("RehearsalPayloads", "RehearsalBroken", "UpgradesFailedCount")) {
      assertEquals(0L, values.get(none));
    }
    CompositeData[] ruleViews = (CompositeData[]) values.get("Rules");
    assertEquals(3, ruleViews.length);
    assertEquals("never role server", ruleViews[1].get("statement"));
    assertEquals(rules + ":2", ruleViews[1].get("place"));
    assertEquals(10, ruleViews[1].get("hits"));
    assertEquals(0, ruleViews[2].get("hits"));
    TabularData hits = (TabularData) values.get("RuleHits");
    assertEquals(10, hits.get(new Object[] {rules + ":1"}).get("value"));
    assertEquals(20L, values.get("Connections"));
    assertEquals(20L, values.get("OpenConnections"));
    CompositeData decisions = (CompositeData) values.get("ConnectionsByDecision");
    assertEquals(10L, decisions.get("split"));
    assertEquals(10L, decisions.get("never"));
    assertEquals(0L, decisions.get("leave"));
    assertEquals(0L, decisions.get("cannot"));
    assertEquals(10L, values.get("PayloadsSplit"));
    CompositeData[] kinds = (CompositeData[]) values.get("Kinds");
    assertEquals(2, kinds.length);
    assertEquals(Crowd.class.getName(), kinds[0].get("openedBy"));
    for (CompositeData kind : kinds) {
      assertEquals(PROTECTION.get(kind.get("role")), kind.get("protection"), MIXED_UP);
    }
    assertEquals(1, values.get("VulnerableUnprotectedKinds"));
    assertEquals("1 kind of connection is vulnerable and not protected", values.get("Verdict"));
    assertEquals(8, ((String[]) values.get("HooksWoven")).length);
    assertEquals(8, values.get("HooksWovenCount"));
    assertEquals(0, ((String[]) values.get("HooksMissing")).length);
    assertEquals(0, values.get("HooksMissingCount"));
    assertEquals(0L, values.get("Failures"));
    assertNull(values.get("LastError"));
    assertEquals(0, ((String[]) values.get("Orders")).length);
    assertNull(values.get("JarOnDisk"));
    assertNull(values.get("Unreachable"));
    assertEquals(0L, values.get("LogLinesLost"));
  }

  private static void assertOperations(MBeanServerConnection server, ObjectName name, Path rules)
      throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    server.addNotificationListener(name, (told, back) -> heard.add(told.getMessage()), null, null);
    server.setAttribute(name, new Attribute("Mode", "none"));
    assertEquals("none", server.getAttribute(name, "Mode"));
    String order = "mode none (was selective): 'mode none' ordered by a JMX client";
    assertEquals(order, heard.poll(10, TimeUnit.SECONDS));
    String[] orders = (String[]) server.getAttribute(name, "Orders");
    assertTrue(orders[0].endsWith("Z " + order), orders[0]);
    assertThrows(
        RuntimeMBeanException.class,
        () -> server.setAttribute(name, new Attribute("Mode", "some")));
    server.setAttribute(name, new Attribute("Mode", "all dry-run"));
    assertEquals("all dry-run", server.getAttribute(name, "Mode"));
    assertEquals(true, server.getAttribute(name, "DryRun"));
    server.invoke(name, "enable", null, null);
    assertEquals("selective", server.getAttribute(name, "Mode"));
    assertEquals(false, server.getAttribute(name, "DryRun"));
    assertEquals(
        "split: " + rules + ":1: split host localhost:443 role client decides 'split'",
        explain(server, name, "localhost:443"));
    Files.writeString(rules, "splt\n");
    assertTrue(reload(server, name).contains(":1:1: unknown statement 'splt'"));
    assertTrue(server.getAttribute(name, "RulesError").toString().contains("'splt'"));
    assertEquals(1, server.getAttribute(name, "RulesErrorCount"));
    assertEquals(3, ((CompositeData[]) server.getAttribute(name, "Rules")).length, "still there");
    Files.writeString(rules, "mode all\n");
    assertEquals("ok", reload(server, name));
    assertEquals("all", server.getAttribute(name, "Mode"));
    assertNull(server.getAttribute(name, "RulesError"));
  }

  private static String reload(MBeanServerConnection server, ObjectName name)
      throws MBeanException, Exception {
    return (String) server.invoke(name, "reload", null, null);
  }

  private static String explain(MBeanServerConnection server, ObjectName name, String host)
      throws Exception {
    String text = String.class.getName();
    return (String)
        server.invoke(
            name,
            "explain",
            new Object[] {host, "", "client", "", null},
            new String[] {text, text, text, text, text});
  }
}
