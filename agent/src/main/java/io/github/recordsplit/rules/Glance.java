package io.github.recordsplit.rules;

/**
 * Sees at a glance that a text is right, as nearly all are. To be sure of that before {@code main}
 * takes this one class, and the parsers' two dozen wait for the first TLS class. What is unusual is
 * not plain here, which says nothing about whether it is right.
 */
final class Glance {
  private static final String DIGITS = "0123456789";
  private static final String NAME =
      DIGITS + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
  private static final String HEX = DIGITS + "abcdefABCDEF";
  private static final String GLOB = NAME + ".*?$";

  private final String text;
  private final String separators;
  private int at;
  private int end;
  private int seen;

  private Glance(String text, String separators) {
    this.text = text;
    this.separators = separators;
  }

  /** Whether an agent's argument is plainly right. */
  static boolean atOptions(String text) {
    Glance glance = new Glance(text, ",=");
    glance.end = text.length();
    return text.isEmpty() || glance.options();
  }

  /** Whether the text of a rules file is plainly right. */
  static boolean atRules(String text) {
    Glance glance = new Glance(text, " \t#");
    for (int start = 0; start >= 0; start = Lines.after(text, glance.end)) {
      glance.at = start;
      glance.end = Lines.end(text, start);
      if (!glance.statement()) {
        return false;
      }
    }
    return true;
  }

  private boolean options() {
    while (option()) {
      if (at == end) {
        return true;
      }
      at++; // a comma: an option ends there or at the end
    }
    return false;
  }

  private boolean option() {
    String key = word();
    if (at == end || text.charAt(at++) != '=') {
      return false;
    }
    String value = word();
    return (at == end || text.charAt(at) == ',') && isOption(key, value);
  }

  private boolean isOption(String key, String value) {
    switch (key) {
      case "rules":
        return once(4) && !value.isEmpty();
      case "log":
        return once(5) && isOneOf(value, "off", "connections", "debug");
      case "on-failure":
        return once(6) && isOneOf(value, "warn", "refuse", "warn");
      default:
        return isDirective(key, value);
    }
  }

  private boolean isDirective(String key, String value) {
    switch (key) {
      case "mode":
        return once(0)
            && (isOneOf(value, "selective", "all", "none") || isOneOf(value, "0", "1", "2"));
      case "scope":
        return once(1) && isOneOf(value, "vulnerable", "any", "any");
      case "first":
        return once(2) && isOneOf(value, "split", "whole", "whole");
      default:
        return false;
    }
  }

  private boolean statement() {
    String keyword = next();
    switch (keyword) {
      case "":
        return true;
      case "split":
        return conditions(true);
      case "never":
      case "leave":
      case "upgrade":
      case "rehearse":
        return conditions(false);
      case "use":
        return isOneOf(next(), "http-clients", "known-incompatible", "http-clients")
            && next().isEmpty();
      default:
        return isDirective(keyword, next()) && next().isEmpty();
    }
  }

  private boolean conditions(boolean split) {
    seen &= 0xff; // of the directives; the conditions' are this rule's own
    for (String keyword = next(); !keyword.isEmpty(); keyword = next()) {
      boolean apart = split && keyword.equals("apart");
      if (apart ? !once(12) : !isCondition(keyword, next())) {
        return false;
      }
    }
    return true;
  }

  private boolean isCondition(String keyword, String value) {
    switch (keyword) {
      case "app":
        return once(8) && isMadeOf(GLOB, value);
      case "class":
        return once(9) && isClass(value);
      case "host":
        return once(10) && isHost(value);
      case "role":
        return once(11) && isOneOf(value, "client", "server", "server");
      default:
        return false;
    }
  }

  private static boolean isClass(String glob) {
    return isMadeOf(GLOB, glob)
        && !glob.contains("***")
        && !glob.contains("..")
        && !glob.startsWith(".")
        && !glob.endsWith(".");
  }

  private static boolean isHost(String pattern) {
    int colon = pattern.indexOf(':', Math.max(0, pattern.indexOf(']')));
    String host = colon < 0 ? pattern : pattern.substring(0, colon);
    return (colon < 0 || number(pattern.substring(colon + 1), 1, 65535) > 0)
        && (host.equals("*") || isName(host) || isBlock(host) || isIpv6(host));
  }

  /** An IPv6 address in brackets, with neither an IPv4 address nor a prefix length in it. */
  private static boolean isIpv6(String host) {
    if (!host.startsWith("[") || !host.endsWith("]")) {
      return false;
    }
    String literal = host.substring(1, host.length() - 1);
    int gap = literal.indexOf("::");
    return gap < 0
        ? groups(literal) == 8
        : groups(literal.substring(0, gap)) + groups(literal.substring(gap + 2)) < 8;
  }

  /** How many groups of hexadecimal digits there are; too many if one is wrong. */
  private static int groups(String text) {
    int count = 0;
    int colon = text.isEmpty() ? -1 : 0;
    for (int start = 0; colon >= 0; start = colon + 1) {
      colon = text.indexOf(':', start);
      String group = text.substring(start, colon < 0 ? text.length() : colon);
      if (group.length() > 4 || !isMadeOf(HEX, group)) {
        return 9;
      }
      count++;
    }
    return count;
  }

  private static boolean isName(String host) {
    String name = host.startsWith("*.") ? host.substring(2) : host;
    int start = 0;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
      if (!isLabel(name.substring(start, dot))) {
        return false;
      }
      start = dot + 1;
    }
    String last = name.substring(start); // an address has no letter there
    return isLabel(last) && !isMadeOf(DIGITS, last) && name.length() <= 253;
  }

  private static boolean isLabel(String label) {
    return isMadeOf(NAME, label) && label.length() <= 63;
  }

  /** An IPv4 address, or a block of them that starts where it should. */
  private static boolean isBlock(String host) {
    int slash = host.indexOf('/');
    int bits = slash < 0 ? 32 : number(host.substring(slash + 1), 1, 32);
    int start = 0;
    int address = 0;
    String rest = (slash < 0 ? host : host.substring(0, slash)) + '.';
    for (int i = 0; i < 4; i++) {
      int dot = rest.indexOf('.', start);
      int octet = dot < 0 ? -1 : number(rest.substring(start, dot), 0, 255);
      if (octet < 0) {
        return false;
      }
      address = address << 8 | octet;
      start = dot + 1;
    }
    return start == rest.length() && bits > 0 && (bits == 32 || address << bits == 0);
  }

  /** Returns a decimal number without leading zeros, or -1. */
  private static int number(String digits, int least, int most) {
    if (!isMadeOf(DIGITS, digits)
        || digits.length() > 5
        || (digits.length() > 1 && digits.charAt(0) == '0')) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      number = 10 * number + digits.charAt(i) - '0';
    }
    return number < least || number > most ? -1 : number;
  }

  private static boolean isMadeOf(String alphabet, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (alphabet.indexOf(word.charAt(i)) < 0) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  private static boolean isOneOf(String value, String a, String b, String c) {
    return value.equals(a) || value.equals(b) || value.equals(c);
  }

  private boolean once(int which) {
    boolean first = (seen & 1 << which) == 0;
    seen |= 1 << which;
    return first;
  }

  /** The next word of the line, empty where it ends or a comment starts. */
  private String next() {
    while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return word();
  }

  private String word() {
    int start = at;
    while (at < end && separators.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }
}
