package io.github.recordsplit.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every case of wrong-config.txt gives exactly its sentence. */
class WrongConfigTest {
  @TempDir Path directory;

  @Test
  void everyCaseGivesItsSentence() throws IOException {
    List<String[]> cases = cases();
    assertTrue(cases.size() >= 60, "only " + cases.size() + " cases");
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (String[] wrong : cases) {
      expected.add(wrong[2]);
      actual.add(sentence(wrong, directory.resolve("rules-" + actual.size() + ".txt")));
    }
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  @Test
  void everySentenceIsOneLineWithAPlace() throws IOException {
    for (String[] wrong : cases()) {
      String error = wrong[2];
      assertTrue(
          error.matches("recordsplit: (agent option at column \\d+|[^:]+(:\\d+:\\d+)?): .+"),
          error);
      assertTrue(error.chars().noneMatch(Character::isISOControl), error);
    }
  }

  private static String sentence(String[] wrong, Path rules) throws IOException {
    if (wrong[1] != null) {
      Files.write(rules, bytes(wrong[1]));
    }
    String options = new String(bytes(wrong[0]), UTF_8).replace("${rules}", rules.toString());
    ConfigException e =
        assertThrows(ConfigException.class, () -> OptionsTest.policy(options, ""), options);
    return e.getMessage().replace(rules.toString(), "${rules}");
  }

  /** Returns options, rules or null, and the sentence of each block. */
  private static List<String[]> cases() throws IOException {
    List<String[]> cases = new ArrayList<>();
    String[] block = {"rules=${rules}", null, null};
    for (String line : resource().split("\n", -1)) {
      if (line.startsWith("options: ")) {
        block[0] = line.substring(9);
      } else if (line.startsWith("rules: ")) {
        block[1] = line.substring(7);
      } else if (line.startsWith("error: ")) {
        block[2] = new String(bytes(line.substring(7)), UTF_8);
        cases.add(block);
        block = new String[] {"rules=${rules}", null, null};
      } else {
        assertTrue(line.isEmpty() || line.startsWith("#"), line);
      }
    }
    return cases;
  }

  private static String resource() throws IOException {
    try (InputStream in = WrongConfigTest.class.getResourceAsStream("/wrong-config.txt")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static byte[] bytes(String escaped) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder pending = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      char kind = c == '\\' ? escaped.charAt(++i) : c;
      if (c != '\\') {
        pending.append(c);
      } else if (kind == 'x') {
        out.write(pending.toString().getBytes(UTF_8));
        pending.setLength(0);
        out.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
        i += 2;
      } else if (kind == 'u') {
        pending.append((char) Integer.parseInt(escaped.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        pending.append(kind == 'n' ? '\n' : kind == 'r' ? '\r' : kind == 't' ? '\t' : kind);
      }
    }
    out.write(pending.toString().getBytes(UTF_8));
    return out.toByteArray();
  }
}
