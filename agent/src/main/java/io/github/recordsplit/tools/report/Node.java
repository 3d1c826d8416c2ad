package io.github.recordsplit.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JSON object, asked by name; what is not there is null, 0, false or empty. */
final class Node {
  private final Map<?, ?> members;

  private Node(Object value) {
    members = (Map<?, ?>) value;
  }

  /** Reads an object. */
  static Node read(String json) {
    Object value = JsonReader.read(json);
    if (!(value instanceof Map)) {
      throw new IllegalArgumentException("this is no JSON object");
    }
    return new Node(value);
  }

  String text(String name) {
    Object value = members.get(name);
    return value == null ? null : value.toString();
  }

  long number(String name) {
    Object value = members.get(name);
    return value instanceof Long ? (Long) value : 0;
  }

  boolean is(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  /** The object of this name, which is there. */
  Node node(String name) {
    return new Node(members.get(name));
  }

  List<Node> nodes(String name) {
    List<Node> nodes = new ArrayList<>();
    for (Object each : list(name)) {
      nodes.add(new Node(each));
    }
    return nodes;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object each : list(name)) {
      texts.add(String.valueOf(each));
    }
    return texts;
  }

  private List<?> list(String name) {
    Object value = members.get(name);
    return value instanceof List ? (List<?>) value : new ArrayList<>();
  }
}
