package io.github.recordsplit.tools.probe;

import java.util.HashMap;
import java.util.Map;

/**
 * The cipher suites that TLS 1.0 can have, by their numbers (IANA's registry of TLS parameters):
 * what is without a name here is none of TLS 1.0, or nobody's.
 */
final class OldSuites {
  private static final String[] CIPHERS = {
    "3DES_EDE_CBC_SHA",
    "AES_128_CBC_SHA",
    "AES_256_CBC_SHA",
    "CAMELLIA_128_CBC_SHA",
    "CAMELLIA_256_CBC_SHA",
    "SEED_CBC_SHA"
  };

  /** The key exchange, then the numbers of those ciphers. */
  private static final String[] NUMBERS = {
    "RSA 000a 002f 0035 0041 0084 0096",
    "DH_DSS 000d 0030 0036 0042 0085 0097",
    "DH_RSA 0010 0031 0037 0043 0086 0098",
    "DHE_DSS 0013 0032 0038 0044 0087 0099",
    "DHE_RSA 0016 0033 0039 0045 0088 009a",
    "DH_anon 001b 0034 003a 0046 0089 009b",
    "PSK 008b 008c 008d",
    "DHE_PSK 008f 0090 0091",
    "RSA_PSK 0093 0094 0095",
    "ECDH_ECDSA c003 c004 c005",
    "ECDHE_ECDSA c008 c009 c00a",
    "ECDH_RSA c00d c00e c00f",
    "ECDHE_RSA c012 c013 c014",
    "ECDH_anon c017 c018 c019",
    "SRP_SHA c01a c01d c020",
    "SRP_SHA_RSA c01b c01e c021",
    "SRP_SHA_DSS c01c c01f c022",
    "ECDHE_PSK c034 c035 c036"
  };

  private static final String[] STREAMS = {
    "0001 RSA_WITH_NULL_MD5",
    "0002 RSA_WITH_NULL_SHA",
    "0004 RSA_WITH_RC4_128_MD5",
    "0005 RSA_WITH_RC4_128_SHA",
    "0018 DH_anon_WITH_RC4_128_MD5",
    "008a PSK_WITH_RC4_128_SHA",
    "008e DHE_PSK_WITH_RC4_128_SHA",
    "0092 RSA_PSK_WITH_RC4_128_SHA",
    "c002 ECDH_ECDSA_WITH_RC4_128_SHA",
    "c007 ECDHE_ECDSA_WITH_RC4_128_SHA",
    "c00c ECDH_RSA_WITH_RC4_128_SHA",
    "c011 ECDHE_RSA_WITH_RC4_128_SHA",
    "c016 ECDH_anon_WITH_RC4_128_SHA",
    "c033 ECDHE_PSK_WITH_RC4_128_SHA"
  };

  private static final Map<Integer, String> NAMES = names();

  private OldSuites() {}

  private static Map<Integer, String> names() {
    Map<Integer, String> names = new HashMap<>();
    for (String line : NUMBERS) {
      String[] words = line.split(" ", -1);
      for (int i = 1; i < words.length; i++) {
        names.put(number(words[i]), "TLS_" + words[0] + "_WITH_" + CIPHERS[i - 1]);
      }
    }
    for (String line : STREAMS) {
      String[] words = line.split(" ", -1);
      names.put(number(words[0]), "TLS_" + words[1]);
    }
    return names;
  }

  private static int number(String hex) {
    return Integer.parseInt(hex, 16);
  }

  /** Its name, or its number. */
  static String name(int number) {
    String name = NAMES.get(number);
    return name == null ? String.format("0x%04x", number) : name;
  }

  static boolean isKnown(int number) {
    return NAMES.containsKey(number);
  }

  static boolean isCbc(int number) {
    return name(number).contains("_CBC_");
  }

  /** Bytes of a block; all of them have a MAC of 20 bytes, SHA-1's. */
  static int block(int number) {
    return name(number).contains("3DES") ? 8 : 16;
  }
}
