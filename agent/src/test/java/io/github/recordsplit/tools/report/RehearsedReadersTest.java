package io.github.recordsplit.tools.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What several JVMs have rehearsed, in one answer. */
class RehearsedReadersTest {
  private final RehearsedReaders readers = new RehearsedReaders();

  private void left(String rehearsal, String rules) {
    readers.add(StatusJson.read("{\"rehearsal\":[" + rehearsal + "],\"rules\":[" + rules + "]}"));
  }

  private static String reader(String name, int payloads, String survives) {
    return String.format(
        "{\"reader\":\"%s\",\"calledBy\":null,\"payloads\":%d,\"survives\":%s}",
        name, payloads, survives);
  }

  private static String rule(String statement, int hits) {
    return "{\"statement\":\"" + statement + "\",\"hits\":" + hits + "}";
  }

  @Test
  void oneThatBrokeInOneJvmBreaks() {
    left(reader("a.A", 2, "true") + "," + reader("a.B", 1, "null"), "");
    assertTrue(readers.isWell());
    left(reader("a.A", 1, "false"), "");
    assertFalse(readers.isWell());
    assertEquals(
        List.of(
            "does NOT survive: a.A, 3 cut",
            "cannot tell: a.B, 1 cut",
            "2 readers, 4 payloads cut, 1 broke"),
        readers.lines());
    assertEquals(
        "{\"readers\":[{\"reader\":\"a.A\",\"payloads\":3,\"survives\":false},"
            + "{\"reader\":\"a.B\",\"payloads\":1,\"survives\":null}],\"idleRules\":[],"
            + "\"verdict\":\"2 readers, 4 payloads cut, 1 broke\"}",
        readers.json().toString());
  }

  @Test
  void whatTestedNothingIsNotWell() {
    assertFalse(readers.isWell());
    assertEquals(List.of("nothing was rehearsed"), readers.lines());
    left(reader("a.A", 1, "null"), "");
    assertFalse(readers.isWell());
    assertEquals(
        List.of("cannot tell: a.A, 1 cut", "nothing was rehearsed to its end"), readers.lines());
  }

  @Test
  void aRuleThatNoJvmMatchedIsTold() {
    String idle = "rehearse class b.B";
    left(
        reader("a.A", 1, "true"),
        rule("rehearse", 0) + "," + rule(idle, 0) + "," + rule("split", 0));
    left("", rule("rehearse", 1) + "," + rule(idle, 0));
    assertEquals(
        List.of(
            "survives: a.A, 1 cut",
            "no connection matched: rehearse class b.B",
            "1 reader, 1 payload cut, 0 broke"),
        readers.lines());
    assertTrue(readers.json().toString().contains("\"idleRules\":[\"rehearse class b.B\"]"));
  }

  @Test
  void theDocumentsNameEachMember() throws Exception {
    left(reader("a.A", 1, "true"), "");
    String page = Files.readString(Path.of("docs/json.md"));
    String table = page.substring(page.indexOf("## rehearsed"));
    Set<String> documented = new TreeSet<>();
    Pattern.compile("^\\| `(.+?)`", Pattern.MULTILINE)
        .matcher(table)
        .results()
        .forEach(name -> documented.add(name.group(1)));
    Set<String> members = new TreeSet<>();
    JsonObject json = StatusJson.read(readers.json().toString());
    members.addAll(json.keySet());
    json.getArray("readers").getObject(0).keySet().forEach(k -> members.add("readers[]." + k));
    assertEquals(members, documented);
  }
}
