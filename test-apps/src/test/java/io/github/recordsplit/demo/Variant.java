package io.github.recordsplit.demo;

import java.nio.file.Path;
import java.util.List;

/** How a client is started, and which servers stand for its hosts. */
enum Variant {
  UNPROTECTED,
  JDK,
  ALL,
  RULES;

  /** What a server JVM is started with: as its client treats it, so that both directions count. */
  enum Protection {
    NONE,
    JDK,
    AGENT
  }

  private static final String OFF = "-Djsse.enableCBCProtection=false";

  /** What the table calls the row of each host. */
  List<String> names() {
    return switch (this) {
      case UNPROTECTED -> List.of("no protection");
      case JDK -> List.of("the JDK's own");
      case ALL -> List.of("agent, mode=all");
      case RULES -> List.of("agent, rules: split host A", "agent, rules: never host B");
    };
  }

  /** The server behind each host. */
  List<Protection> servers() {
    return switch (this) {
      case UNPROTECTED -> List.of(Protection.NONE);
      case JDK -> List.of(Protection.JDK);
      case ALL -> List.of(Protection.AGENT);
      case RULES -> List.of(Protection.AGENT, Protection.NONE);
    };
  }

  static List<String> serverOptions(Protection protection, Path agent) {
    return switch (protection) {
      case NONE -> List.of(OFF);
      case JDK -> List.of();
      case AGENT -> List.of("-javaagent:" + agent + "=mode=all");
    };
  }

  List<String> clientOptions(Path agent, Path rules) {
    return switch (this) {
      case UNPROTECTED -> List.of(OFF);
      case JDK -> List.of();
      case ALL -> List.of("-javaagent:" + agent + "=mode=all");
      case RULES -> List.of("-javaagent:" + agent + "=rules=" + rules);
    };
  }
}
