package io.github.recordsplit.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The cases of {@code wrong-config.txt}, which says itself how it is written. */
final class WrongConfigCases {
  /** Options, the rules file's bytes or null for no file, and the sentence. */
  record Case(String options, byte[] rules, String error) {}

  private WrongConfigCases() {}

  static List<Case> read() throws IOException {
    List<Case> cases = new ArrayList<>();
    String options = "rules=${rules}";
    byte[] rules = null;
    for (String line : text().split("\n", -1)) {
      if (line.startsWith("options: ")) {
        options = new String(unescape(after(line)), UTF_8);
      } else if (line.startsWith("rules: ")) {
        rules = unescape(after(line));
      } else if (line.startsWith("error: ")) {
        cases.add(new Case(options, rules, new String(unescape(after(line)), UTF_8)));
        options = "rules=${rules}";
        rules = null;
      }
    }
    return cases;
  }

  private static String after(String line) {
    return line.substring(line.indexOf(": ") + 2);
  }

  private static String text() throws IOException {
    try (InputStream in = WrongConfigCases.class.getResourceAsStream("/wrong-config.txt")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static byte[] unescape(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // Surrogates come in pairs of escapes and are one character only together.
    StringBuilder pending = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        pending.append(c);
        continue;
      }
      char kind = text.charAt(++i);
      int digits = kind == 'u' ? 4 : kind == 'x' ? 2 : 0;
      int code = digits == 0 ? control(kind) : hex(text, i + 1, digits);
      i += digits;
      if (kind == 'x') {
        flush(pending, out);
        out.write(code);
      } else {
        pending.append((char) code);
      }
    }
    flush(pending, out);
    return out.toByteArray();
  }

  private static int hex(String text, int from, int digits) {
    return Integer.parseInt(text.substring(from, from + digits), 16);
  }

  private static char control(char kind) {
    return switch (kind) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }

  private static void flush(StringBuilder pending, ByteArrayOutputStream out) {
    out.writeBytes(pending.toString().getBytes(UTF_8));
    pending.setLength(0);
  }
}
