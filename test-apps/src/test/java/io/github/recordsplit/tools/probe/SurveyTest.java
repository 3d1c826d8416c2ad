package io.github.recordsplit.tools.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.github.recordsplit.apps.Receiver;
import io.github.recordsplit.apps.ReversingServer;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code probe --file}: many servers, in the order of the file, and the worst exit status. */
@Execution(ExecutionMode.CONCURRENT)
class SurveyTest {
  private static final String LINE =
      Target.write("probe/survey.txt", "hello, are you there?\n").toString();

  @Test
  void asTableAsCsvAndForPrograms() throws Exception {
    try (Child good = jvm().main(ReversingServer.class, "TLSv1/CBC").start();
        Child naive = jvm().main(Receiver.class, "naive").start()) {
      int first = port(good);
      int second = port(naive);
      Path hosts =
          Target.write(
              "probe/hosts",
              "# ours\n\n127.0.0.1:"
                  + first
                  + " # that one\n\t127.0.0.1:"
                  + second
                  + "\n127.0.0.1:1\n");
      Result table = probe(hosts);
      table.check(table.status() == 2, "not the worst exit status");
      List<String> lines = table.stdout();
      assertEquals("SERVER           PROTOCOL  SURVIVES  APART  SENDS ON TLS 1.0", lines.get(0));
      String one = "127\\.0\\.0\\.1:" + first + " +TLSv1 +yes +yes +1/n-1 from record 2";
      assertTrue(lines.get(1).matches(one), lines.get(1));
      String two = "127\\.0\\.0\\.1:" + second + " +TLSv1\\.\\d +NO +NO +not known";
      assertTrue(lines.get(2).matches(two), lines.get(2));
      String three = "127\\.0\\.0\\.1:1 +- +- +- +cannot tell: no TLS connection: .*refused.*";
      assertTrue(lines.get(3).matches(three), lines.get(3));
      assertEquals(4, lines.size());
      assertEquals(3, table.stderr().stream().filter(l -> l.contains(" of 3: 127")).count());
      csv(probe(hosts, "--csv").stdout(), first);
      json(probe(hosts, "--json").stdout());
    }
  }

  private static void csv(List<String> lines, int port) {
    assertEquals(
        "host,port,protocol,cipher,survives,survivesApart,sends,sentence,rule", lines.get(0));
    assertEquals(
        "127.0.0.1,"
            + port
            + ",TLSv1,TLS_RSA_WITH_AES_128_CBC_SHA,true,true,1/n-1 from record 2,"
            + "survives split records,",
        lines.get(1));
    assertTrue(lines.get(3).startsWith("127.0.0.1,1,,,,,,cannot tell: "), lines.get(3));
  }

  private static void json(List<String> lines) {
    JsonArray servers =
        JsonParser.parseString(lines.get(0)).getAsJsonObject().getAsJsonArray("servers");
    assertEquals(3, servers.size());
    assertTrue(servers.get(0).getAsJsonObject().get("survives").getAsBoolean());
    assertTrue(servers.get(2).getAsJsonObject().get("survives").isJsonNull());
  }

  @Test
  void whatIsWrongWithTheFileIsToldWithItsPlace() {
    wrong("a.example:443\n  b.example\n", ":2:3: 'b.example' is not HOST:PORT");
    wrong("a.example:443 b.example:1", ":1:15: unexpected 'b.example:1'");
    wrong("\n \ta:0\n", ":2:3: '0' is not a port (expected 1 to 65535)");
    wrong("a.example:99999", ":1:1: '99999' is not a port (expected 1 to 65535)");
    wrong("=1+1:443", ":1:1: '=1+1:443' is not HOST:PORT");
    Path empty = Target.write("probe/wrong-hosts", "# none\n");
    Result none = probe(empty);
    none.check(none.stderr().get(0).startsWith("recordsplit: there is no HOST:PORT in '"), "none");
  }

  private static void wrong(String text, String due) {
    Path file = Target.write("probe/wrong-hosts", text);
    Result result = probe(file);
    result.check(result.status() == 2, "exit status is not 2");
    assertEquals(List.of("recordsplit: " + file + due), result.stderr());
  }

  private static int port(Child server) {
    return Integer.parseInt(server.awaitLine("^port (\\d+)").group(1));
  }

  private static Result probe(Path hosts, String... more) {
    List<String> words = new ArrayList<>(List.of("probe", "--file", hosts.toString()));
    words.addAll(List.of("--send", LINE, "--times", "1", "--timeout", "2"));
    words.addAll(List.of(more));
    return jvm().jar(Target.agentJar(), words.toArray(new String[0])).run();
  }

  private static ChildJvm jvm() {
    return ChildJvm.on(Jdks.running()).brief();
  }
}
