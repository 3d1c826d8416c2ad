package io.github.recordsplit.tls;

import java.util.Locale;

/** A protocol's version, as a TLS library's word or the header of a record tells it. */
public enum Version {
  SSL3("SSLv3"),
  TLS10("TLSv1"),
  TLS11("TLSv1.1"),
  TLS12("TLSv1.2"),
  TLS13("TLSv1.3"),

  /** Of whatever number: a datagram record is a message. */
  DTLS("DTLS"),

  /** Nothing was said, or what nobody knows: it counts as vulnerable. */
  UNKNOWN("unknown");

  private static final int DTLS_MAJOR = 0xfe;
  private static final int OLD_DTLS = 0x0100; // as Cisco's first clients had it

  private final String name;

  Version(String name) {
    this.name = name;
  }

  /**
   * Understands a word in each of the spellings of JSSE, OpenSSL ({@code TLSv1}), GnuTLS ({@code
   * TLS1.0}), BouncyCastle ({@code TLS 1.0}), mbed TLS ({@code TLSv1.0}) and Tomcat, which puts the
   * application's protocol behind a colon ({@code TLSv1:http/1.1}); in whatever case.
   *
   * @param word what a library says, or null
   */
  public static Version of(String word) {
    String plain = word == null ? "" : word.toUpperCase(Locale.ROOT);
    int colon = plain.indexOf(':');
    plain = (colon < 0 ? plain : plain.substring(0, colon)).trim();
    if (plain.startsWith("DTLS")) {
      return DTLS;
    }
    if (plain.startsWith("TLS")) {
      return tls(number(plain));
    }
    return plain.startsWith("SSL") && number(plain).matches("3|3\\.0") ? SSL3 : UNKNOWN;
  }

  /** What follows the name, a {@code V} and what stands between words. */
  private static String number(String plain) {
    int at = 3;
    while (at < plain.length() && "V _-.".indexOf(plain.charAt(at)) >= 0) {
      at++;
    }
    return plain.substring(at).replace('_', '.').replace('-', '.');
  }

  private static Version tls(String number) {
    switch (number) {
      case "1":
      case "1.0":
      case "10":
        return TLS10;
      case "1.1":
      case "11":
        return TLS11;
      case "1.2":
      case "12":
        return TLS12;
      case "1.3":
      case "13":
        return TLS13;
      default:
        return UNKNOWN;
    }
  }

  /** The version in a record's header; that of TLS 1.3 says 1.2 (RFC 8446, 5.1). */
  public static Version ofHeader(int number) {
    switch (number) {
      case 0x0300:
        return SSL3;
      case 0x0301:
        return TLS10;
      case 0x0302:
        return TLS11;
      case 0x0303:
        return TLS12;
      default:
        return number >> 8 == DTLS_MAJOR || number == OLD_DTLS ? DTLS : UNKNOWN;
    }
  }

  /** Whether it is known, and known to be vulnerable with a CBC cipher suite. */
  public boolean isOld() {
    return this == SSL3 || this == TLS10;
  }

  /** Whether it is vulnerable with a CBC cipher suite, for all that is known. */
  public boolean mayBeOld() {
    return isOld() || this == UNKNOWN;
  }

  /** The name that JSSE has for it. */
  @Override
  public String toString() {
    return name;
  }
}
