package io.github.recordsplit.tools;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.recordsplit.apps.Traffic;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Documents;
import io.github.recordsplit.harness.Jars;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.Machine;
import io.github.recordsplit.harness.OtherUser;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Verbs about all JVMs of a machine, of two users: what they say, and what is then on the wire. */
class WholeMachineTest {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TestFactory
  Stream<DynamicTest> fourJvms() {
    return Jdks.some(jdk -> all(jdk, 4));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> twentyJvms() {
    return Jdks.some(jdk -> all(jdk, 20));
  }

  private static void all(Jdk jdk, int count) throws Exception {
    OtherUser nobody = OtherUser.assume();
    List<LiveTraffic> apps = new ArrayList<>();
    try (Machine machine = Machine.start();
        Child bare = jvm(jdk, machine, "bare").main(Traffic.class, "0", "0").start()) {
      for (int i = 0; i < count; i++) {
        apps.add(i % 2 == 0 ? ours(jdk, machine) : theirs(jdk, machine, nobody));
      }
      bare.awaitLine("^connected ");
      awaitAll(apps, SPLIT);
      assertEquals(due(count, "all"), modes(ask(jdk, machine, "list", "--json")));
      long start = System.nanoTime();
      Result list = ask(jdk, machine, "list");
      say(jdk, count, "list", start);
      assertEquals(count, inMode(list, "all"), list::toString);
      start = System.nanoTime();
      Result disabled = ask(jdk, machine, "disable", "--all");
      awaitAll(apps, WHOLE);
      say(jdk, count, "disable --all", start);
      list = ask(jdk, machine, "list");
      assertEquals(count, inMode(list, "none"), list::toString);
      assertEquals(count, disabled.stdout().size(), disabled::toString);
      assertEquals(
          documented("## Several"),
          rows(ask(jdk, machine, "status", "--all", "--json")).get(0).keySet());
      disabled.check(disabled.status() == 0, "not done");
      assertEquals(due(count, "none"), modes(ask(jdk, machine, "status", "--json")));
      assertEquals(1, ask(jdk, machine, "status").status(), "all are vulnerable now");
      some(jdk, machine, apps);
      oneThatHangs(jdk, machine, apps);
    } finally {
      for (LiveTraffic app : apps) {
        app.close();
      }
    }
  }

  /** By a name that several have, and by numbers; the others stay. */
  private static void some(Jdk jdk, Machine machine, List<LiveTraffic> apps) throws Exception {
    Result even = ask(jdk, machine, "enable", "even");
    assertEquals((apps.size() + 1) / 2, even.stdout().size(), even::toString);
    for (int i = 0; i < apps.size(); i++) {
      apps.get(i).awaitAll(i % 2 == 0 ? SPLIT : WHOLE);
    }
    List<String> odd = new ArrayList<>(List.of("mode"));
    rows(ask(jdk, machine, "list", "--json")).stream()
        .filter(row -> row.get("app").getAsString().equals("odd"))
        .forEach(row -> odd.add(row.get("pid").getAsString()));
    odd.add("all");
    ask(jdk, machine, odd.toArray(String[]::new));
    awaitAll(apps, SPLIT);
  }

  /** It is told, and the others follow while it is waited for. */
  private static void oneThatHangs(Jdk jdk, Machine machine, List<LiveTraffic> apps)
      throws Exception {
    String pid =
        rows(ask(jdk, machine, "list", "--json")).stream()
            .filter(row -> row.get("app").getAsString().equals("even"))
            .findFirst()
            .orElseThrow()
            .get("pid")
            .getAsString();
    machine.run("sh", "-c", "kill -STOP " + pid);
    Result disabled = ask(jdk, machine, "disable", "--all");
    assertEquals(1, disabled.status());
    assertEquals(apps.size() - 1, disabled.stdout().size(), disabled::toString);
    assertTrue(disabled.stderr().get(0).contains("process " + pid + " does not answer"));
    machine.run("sh", "-c", "kill -CONT " + pid);
    awaitAll(apps.subList(1, apps.size()), WHOLE);
  }

  private static LiveTraffic ours(Jdk jdk, Machine machine) throws IOException {
    return new LiveTraffic(jvm(jdk, machine, "even"), "mode=all,log=off", 1, LIMIT);
  }

  private static LiveTraffic theirs(Jdk jdk, Machine machine, OtherUser nobody) throws IOException {
    Path jar = nobody.share(Jars.of("machine/traffic.jar", Traffic.class));
    ChildJvm jvm = ChildJvm.on(jdk).startedBy(machine.starter()).startedBy(nobody.starter());
    jvm.readableBy(nobody).classPath(jar.toString()).property("recordsplit.app", "odd");
    return new LiveTraffic(jvm.agent(nobody.agentJar(), "mode=all,log=off"), null, 1, LIMIT);
  }

  private static ChildJvm jvm(Jdk jdk, Machine machine, String name) {
    return ChildJvm.on(jdk).brief().startedBy(machine.starter()).property("recordsplit.app", name);
  }

  private static void awaitAll(List<LiveTraffic> apps, List<Integer> due) throws Exception {
    for (LiveTraffic app : apps) {
      app.awaitAll(due);
    }
  }

  private static Result ask(Jdk jdk, Machine machine, String... words) {
    return ChildJvm.on(jdk)
        .brief()
        .startedBy(machine.starter())
        .jar(Target.agentJar(), words)
        .run();
  }

  /** How many rows of the table say a mode, behind process, user and version. */
  private static long inMode(Result list, String mode) {
    String row = "\\d+ +\\w+ +\\S+ +" + mode + " .*";
    return list.stdout().stream().filter(line -> line.matches(row)).count();
  }

  /** For people: no test depends on how long it takes. */
  private static void say(Jdk jdk, int count, String verb, long start) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println(jdk + ": " + verb + " of " + count + " JVMs: " + millis + " ms");
  }

  private static List<JsonObject> rows(Result list) {
    String json = String.join("\n", list.stdout());
    List<JsonObject> rows = new ArrayList<>();
    for (JsonElement row : JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("jvms")) {
      rows.add(row.getAsJsonObject());
    }
    return rows;
  }

  /** The members that a table of the documents has. */
  private static Set<String> documented(String heading) {
    String page = Documents.text("agent/docs/json.md");
    Set<String> names = new TreeSet<>();
    page.substring(page.indexOf(heading))
        .lines()
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .map(line -> Pattern.compile("`([^`]+)`").matcher(line.substring(0, line.indexOf(" | "))))
        .flatMap(Matcher::results)
        .forEach(name -> names.add(name.group(1)));
    return names;
  }

  /** How many there are of each user, name and mode. */
  private static Map<String, Integer> modes(Result list) {
    Map<String, Integer> modes = new TreeMap<>();
    for (JsonObject row : rows(list)) {
      assertEquals(documented("## list"), row.keySet());
      String mode = row.get("agent").getAsBoolean() ? row.get("mode").getAsString() : "no agent";
      String which = row.get("user").getAsString() + ' ' + row.get("app").getAsString();
      modes.merge(which + ' ' + mode, 1, Integer::sum);
    }
    return modes;
  }

  private static Map<String, Integer> due(int count, String mode) {
    Map<String, Integer> due = new TreeMap<>();
    due.put("root bare no agent", 1);
    due.put("root even " + mode, (count + 1) / 2);
    due.put("nobody odd " + mode, count / 2);
    return due;
  }
}
