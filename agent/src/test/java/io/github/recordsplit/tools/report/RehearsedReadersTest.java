package io.github.recordsplit.tools.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
}
