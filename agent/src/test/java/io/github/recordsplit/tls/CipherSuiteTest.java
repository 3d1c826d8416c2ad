package io.github.recordsplit.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CipherSuiteTest {
  private static final List<String> CBC =
      List.of(
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "SSL_RSA_WITH_3DES_EDE_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
          "TLS_RSA_AES_128_CBC_SHA1",
          "AES128-SHA",
          "ECDHE-RSA-AES256-SHA384",
          "DES-CBC3-SHA",
          "EXP-DES-CBC-SHA",
          "CAMELLIA128-SHA",
          "SEED-SHA");

  private static final List<String> STREAM =
      List.of(
          "SSL_RSA_WITH_RC4_128_MD5",
          "RC4-SHA",
          "TLS_RSA_ARCFOUR_128_SHA1",
          "TLS_RSA_WITH_NULL_SHA",
          "NULL-SHA256",
          "AECDH-NULL-SHA");

  private static final List<String> AEAD =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "ECDHE-RSA-CHACHA20-POLY1305",
          "TLS_RSA_WITH_AES_128_CCM_8",
          "AES256-CCM8",
          "TLS_GOSTR341112_256_WITH_MAGMA_MGM_L");

  private static final List<String> NOTHING =
      List.of(
          "", "unknown", "(NONE)", "0x002f", "SSL_NULL_WITH_NULL_NULL", "TLS_NULL_WITH_NULL_NULL");

  @Test
  void whatIsNotKnownMayBeCbc() {
    assertEach(true, Version.TLS10, CBC);
    assertEach(true, Version.UNKNOWN, CBC);
    assertEach(true, Version.TLS10, NOTHING);
    assertEach(false, Version.TLS10, STREAM);
    assertEach(false, Version.UNKNOWN, AEAD);
    assertEquals(true, CipherSuite.mayBeCbc(Version.TLS10, null));
  }

  /** One of the two words is wrong. */
  @Test
  void noOldVersionHasThoseOfTls12() {
    assertEach(true, Version.SSL3, AEAD);
    assertEach(true, Version.TLS10, AEAD);
    assertEach(false, Version.TLS12, AEAD);
  }

  @Test
  void onlyOldVersionsAreVulnerable() {
    for (Version version : Version.values()) {
      assertEquals(version.mayBeOld(), CipherSuite.isVulnerable(version, null), version.toString());
    }
    assertEquals(false, CipherSuite.isVulnerable(Version.TLS10, "RC4-MD5"));
  }

  @Test
  void thereAreNamesForNone() {
    for (String suite : List.of("SSL_NULL_WITH_NULL_NULL", "(NONE)", " ")) {
      assertEquals(false, CipherSuite.isNamed(suite), suite);
    }
    assertEquals(false, CipherSuite.isNamed(null));
    assertEquals(true, CipherSuite.isNamed("TLS_RSA_WITH_NULL_SHA"));
  }

  private static void assertEach(boolean due, Version version, List<String> suites) {
    for (String suite : suites) {
      assertEquals(due, CipherSuite.mayBeCbc(version, suite), suite);
      assertEquals(due, CipherSuite.mayBeCbc(version, suite.toLowerCase(Locale.ROOT)), suite);
    }
  }
}
