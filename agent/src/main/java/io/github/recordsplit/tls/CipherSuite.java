package io.github.recordsplit.tls;

import java.util.Locale;

/** What a cipher suite's name says, as JSSE, OpenSSL or GnuTLS write it. */
public final class CipherSuite {
  /** JSSE's name for no suite at all. */
  private static final String NOTHING = "NULL_WITH_NULL";

  private static final String[] STREAMS = {"RC4", "ARCFOUR", "28147_CNT", "NULL"};

  /** Of TLS 1.2 and later. */
  private static final String[] AEADS = {"GCM", "CCM", "CHACHA20", "POLY1305", "_MGM", "_CTR_"};

  private CipherSuite() {}

  /**
   * Whether it encrypts in CBC mode, for all that is known. OpenSSL's names ({@code AES128-SHA}) do
   * not say CBC: what is nothing else is that.
   *
   * @param version a suite that this version cannot have says nothing
   * @param word what a library says, or null
   */
  public static boolean mayBeCbc(Version version, String word) {
    String plain = word == null ? "" : word.toUpperCase(Locale.ROOT);
    if (plain.contains("CBC") || plain.contains(NOTHING)) {
      return true;
    }
    return !containsAny(plain, STREAMS) && (version.isOld() || !containsAny(plain, AEADS));
  }

  /** Whether a suite is named: libraries have words for none at all, too. */
  public static boolean isNamed(String word) {
    String plain = word == null ? "" : word.toUpperCase(Locale.ROOT).trim();
    return !plain.isEmpty() && !plain.contains(NOTHING) && !plain.contains("NONE");
  }

  /** Whether a connection needs its payloads split: what is not known does. */
  public static boolean isVulnerable(Version version, String suite) {
    return version.mayBeOld() && mayBeCbc(version, suite);
  }

  private static boolean containsAny(String plain, String[] words) {
    for (String word : words) {
      if (plain.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
