package io.github.recordsplit.rules;

import java.net.IDN;
import java.util.Locale;

/** Host names as they are compared: lower case, ASCII, without trailing dot. */
final class HostNames {
  /** Characters of a name (RFC 1035, 2.3.4); a pattern has no more, whatever a peer is called. */
  static final int LONGEST = 253;

  private HostNames() {}

  /** Returns the name or suffix that stands between two offsets of a word. */
  static String parse(Token word, int start, int end) throws ConfigException {
    String text = word.text.substring(start, end);
    int star = text.indexOf('*');
    if (star >= 0) {
      throw word.error(start + star, wildcard(word.text.substring(0, end)));
    }
    if (start > 0 && HostParser.numeric(text)) {
      throw word.error("for a network write a CIDR block, as in '10.0.0.0/8'");
    }
    String name = ascii(text);
    if (name == null) {
      throw word.error(start, Quote.quote(text) + " is not a valid internationalized host name");
    }
    if (HostParser.numeric(name)) { // in other digits, which peers are not named with
      throw word.error(start, "an address is written as it is read: " + Quote.quote(name));
    }
    check(word, start, name);
    return name;
  }

  private static String wildcard(String host) {
    boolean network = HostParser.numeric(host.replace('*', '0')) && host.indexOf('.') > 0;
    return network
        ? "for a network write a CIDR block, as in '10.0.0.0/8'"
        : "'*' may only stand for the first labels of a host, as in '*.example.com'";
  }

  /** Returns the form to compare of any name, or null if it has none. */
  static String ascii(String name) {
    String ascii = onlyAscii(name) ? name : idn(name);
    if (ascii != null && ascii.endsWith(".")) {
      ascii = ascii.substring(0, ascii.length() - 1);
    }
    return ascii == null ? null : ascii.toLowerCase(Locale.ROOT);
  }

  private static boolean onlyAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String idn(String name) {
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
    } catch (RuntimeException notAName) {
      return null; // documented is IllegalArgumentException; some JDKs throw others on odd input
    }
  }

  /**
   * Positions are exact for ASCII names; in others the label's start in the ASCII form is no use.
   */
  private static void check(Token word, int start, String name) throws ConfigException {
    boolean exact = onlyAscii(word.text);
    int label = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || name.charAt(i) == '.') {
        checkLength(word, exact ? start + label : start, i - label);
        label = i + 1;
      } else if (!allowed(name.charAt(i))) {
        String shown = Quote.quote(name.substring(i, i + 1));
        throw word.error(exact ? start + i : start, "a host name cannot contain " + shown);
      }
    }
    if (name.length() > LONGEST) {
      throw word.error(
          start, "a host name has at most " + LONGEST + " characters, not " + name.length());
    }
  }

  private static void checkLength(Token word, int at, int length) throws ConfigException {
    if (length == 0) {
      throw word.error(at, "the host " + Quote.quote(word.text) + " has an empty label");
    }
    if (length > 63) {
      throw word.error(at, "a label of a host name has at most 63 characters, not " + length);
    }
  }

  /** Underscores are no part of the standard, but of many names in use. */
  private static boolean allowed(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
}
