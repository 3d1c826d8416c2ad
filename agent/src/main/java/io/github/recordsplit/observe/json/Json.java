package io.github.recordsplit.observe.json;

import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;

/** Writes one JSON object (RFC 8259) in ASCII, whatever the encoding of stdout. */
public final class Json {
  private final StringBuilder out = new StringBuilder("{");

  /** Begins an object. */
  public Json() {}

  /** The object's first members: mode, whether it is a dry run, scope and first of a policy. */
  public static Json policy(Policy policy) {
    return new Json()
        .text("mode", policy.mode())
        .raw("dryRun", Boolean.toString(policy.isDryRun()))
        .text("scope", policy.scope())
        .text("first", policy.first());
  }

  /** A whole object about a rule: source, line and statement. */
  public static String rule(Rule rule) {
    return withRule(rule).toString();
  }

  public static Json withRule(Rule rule) {
    return new Json()
        .text("source", rule.source())
        .number("line", rule.line())
        .text("statement", rule);
  }

  /** Adds a member whose value is a string, or null. */
  public Json text(String name, Object value) {
    return raw(name, value == null ? "null" : quoted(value.toString()));
  }

  /** Adds a number. */
  public Json number(String name, long value) {
    return raw(name, Long.toString(value));
  }

  /** Adds an array of values that are JSON already. */
  public Json list(String name, Iterable<String> values) {
    StringBuilder list = new StringBuilder("[");
    for (String value : values) {
      list.append(list.length() == 1 ? "" : ",").append(value);
    }
    return raw(name, list.append(']').toString());
  }

  /** Adds a member whose value is JSON already. */
  public Json raw(String name, String json) {
    out.append(out.length() == 1 ? "" : ",").append(quoted(name)).append(':').append(json);
    return this;
  }

  /** A text as a JSON string. */
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      append(out, text.charAt(i));
    }
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c >= ' ' && c < 0x7f) {
      out.append(c);
    } else {
      out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
    }
  }

  @Override
  public String toString() {
    return out.toString() + '}';
  }
}
