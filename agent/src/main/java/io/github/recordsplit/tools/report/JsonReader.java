package io.github.recordsplit.tools.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) as the agent writes it: into maps, lists, strings, longs, booleans and
 * null. A Java 8 has no reader of its own.
 */
final class JsonReader {
  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  static Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    if (reader.peek() != 0) {
      throw reader.wrong();
    }
    return value;
  }

  private Object value() {
    switch (peek()) {
      case '{':
        return object();
      case '[':
        return list();
      case '"':
        return string();
      default:
        return word();
    }
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    for (at++; peek() != '}'; comma('}')) {
      String name = string();
      expect(':');
      members.put(name, value());
    }
    at++;
    return members;
  }

  private List<Object> list() {
    List<Object> values = new ArrayList<>();
    for (at++; peek() != ']'; comma(']')) {
      values.add(value());
    }
    at++;
    return values;
  }

  private void comma(char end) {
    if (peek() != end) {
      expect(',');
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw wrong();
    }
    at++;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (next() != '"') {
      out.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
      at++;
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    at++;
    if (next() != 'u') {
      int known = "bfnrt".indexOf(next());
      return known < 0 ? next() : "\b\f\n\r\t".charAt(known);
    }
    if (at + 4 >= text.length()) {
      throw wrong();
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
  }

  private Object word() {
    int start = at;
    while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    switch (word) {
      case "null":
        return null;
      case "true":
        return true;
      case "false":
        return false;
      default:
        return number(word);
    }
  }

  private Long number(String word) {
    try {
      return Long.valueOf(word);
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  private char next() {
    if (at >= text.length()) {
      throw wrong();
    }
    return text.charAt(at);
  }

  /** The next character that is no white space, or 0 at the end. */
  private char peek() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("this is no JSON at character " + at);
  }
}
