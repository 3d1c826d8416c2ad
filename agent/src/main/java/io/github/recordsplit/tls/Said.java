package io.github.recordsplit.tls;

/** What was said, as operators read it and may give it back. */
public final class Said {
  /** Characters of a host name (RFC 1035, 2.3.4). */
  private static final int LONGEST = 253;

  private static final String RECORDS = " (records: ";

  private Said() {}

  /**
   * A library's word, and beside it what its records say where that is something else.
   *
   * @param records the version in their headers, or {@link Version#UNKNOWN}
   */
  public static String protocol(String word, Version records) {
    Version said = Version.of(word);
    boolean same = said == records || (said == Version.TLS13 && records == Version.TLS12);
    if (same || records == Version.UNKNOWN) {
      return word(word);
    }
    return word(word) + RECORDS + records + (records == Version.TLS12 ? " or later)" : ")");
  }

  /** The version that {@link #protocol} told. */
  public static Version version(String shown) {
    int at = shown == null ? -1 : shown.indexOf(RECORDS);
    if (at < 0) {
      return Version.of(shown);
    }
    String records = shown.substring(at + RECORDS.length());
    return Version.of(records.replaceAll("( or later)?\\)$", ""));
  }

  /** Any other word. */
  public static String word(String word) {
    return word == null || word.trim().isEmpty() ? Version.UNKNOWN.toString() : shortened(word);
  }

  /** Words and names are kept for each kind of connection, and a peer may send one of 64 KB. */
  public static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
