package io.github.recordsplit.rules;

import java.util.List;

/** What every fuzzed parser promises, and a peer for what it made. */
final class Fuzz {
  private Fuzz() {}

  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }

  /** What is refused is told in one line for a terminal. */
  static void refused(ConfigException e) {
    String sentence = e.getMessage();
    require(sentence.startsWith("recordsplit: "), sentence);
    require(sentence.chars().noneMatch(Character::isISOControl), "more than a line: " + sentence);
  }

  /** A client whose application names its peer so. */
  record Named(String host) implements Subject {
    @Override
    public Role role() {
      return Role.CLIENT;
    }

    @Override
    public List<String> names() {
      return List.of(host);
    }

    @Override
    public List<byte[]> addresses() {
      return List.of();
    }

    @Override
    public int port() {
      return 443;
    }

    @Override
    public String[] classes() {
      return new String[] {"com.acme.Pay$Inner"};
    }
  }
}
