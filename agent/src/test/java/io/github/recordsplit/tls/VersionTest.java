package io.github.recordsplit.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionTest {
  private static final Map<Version, List<String>> SPELLINGS =
      Map.of(
          Version.SSL3,
          List.of("SSLv3", "SSLv3.0", "SSL3", "SSL 3.0", "SSL3.0", "SSLv3:TLS", "SSL_3_0"),
          Version.TLS10,
          List.of("TLSv1", "TLSv1.0", "TLS1.0", "TLS 1.0", "TLS1", "TLSv10", "TLSv1_0", "TLS-1.0"),
          Version.TLS11,
          List.of("TLSv1.1", "TLS1.1", "TLS 1.1", "TLSv11", "TLSv1_1", "TLSv1.1:http/1.1"),
          Version.TLS12,
          List.of("TLSv1.2", "TLS1.2", "TLS 1.2", "TLSv12", "TLSv1_2", "TLSv1.2:TLS"),
          Version.TLS13,
          List.of("TLSv1.3", "TLS1.3", "TLS 1.3", "TLSv13", "TLSv1_3", "TLSv1.3:h2"),
          Version.DTLS,
          List.of("DTLSv1", "DTLSv1.2", "DTLS1.0", "DTLS 1.2", "DTLSv0.9", "DTLS1_BAD_VER"),
          Version.UNKNOWN,
          List.of(
              "",
              " ",
              "NONE",
              "unknown",
              "(NONE)",
              "TLS",
              "SSL",
              "TLSv",
              "TLSv2",
              "TLSv1.25",
              "TLSv1.2x",
              "SSLv2",
              "SSLv2Hello",
              ":TLSv1",
              "SSL_NULL_WITH_NULL_NULL"));

  @Test
  void understandsEverySpelling() {
    SPELLINGS.forEach(
        (version, words) -> {
          for (String word : words) {
            assertEquals(version, Version.of(word), word);
            assertEquals(version, Version.of(' ' + word.toLowerCase(Locale.ROOT) + ' '), word);
            assertEquals(version, Version.of(word.toUpperCase(Locale.ROOT)), word);
          }
        });
    for (String tomcat : List.of("TLSv1:TLS", "TLSv1:http/1.1", "TLSv1:", "TLSv1.0:h2")) {
      assertEquals(Version.TLS10, Version.of(tomcat), tomcat);
    }
    assertEquals(Version.UNKNOWN, Version.of(null));
  }

  /** A locale that writes no dotless i where it should. */
  @Test
  void understandsThemInTurkey() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertFalse(CipherSuite.mayBeCbc(Version.TLS12, "tls_chacha20_poly1305_sha256"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void readsHeaders() {
    assertEquals(Version.SSL3, Version.ofHeader(0x0300));
    assertEquals(Version.TLS10, Version.ofHeader(0x0301));
    assertEquals(Version.TLS11, Version.ofHeader(0x0302));
    assertEquals(Version.TLS12, Version.ofHeader(0x0303));
    for (int dtls : new int[] {0xfeff, 0xfefd, 0xfefc, 0x0100}) {
      assertEquals(Version.DTLS, Version.ofHeader(dtls));
    }
    for (int other : new int[] {0, 0x0200, 0x0305, 0x1603, 0xffff}) {
      assertEquals(Version.UNKNOWN, Version.ofHeader(other));
    }
  }

  @Test
  void whatIsUnknownMayBeOld() {
    for (Version version : Version.values()) {
      boolean due = List.of(Version.SSL3, Version.TLS10, Version.UNKNOWN).contains(version);
      assertEquals(due, version.mayBeOld(), version.toString());
    }
  }

  @Test
  void whatIsShownIsUnderstood() {
    assertEquals("unknown", Said.protocol(null, Version.UNKNOWN));
    assertEquals("unknown", Said.protocol(" ", Version.UNKNOWN));
    assertEquals("TLSv1:TLS", Said.protocol("TLSv1:TLS", Version.TLS10));
    assertEquals("TLSv1.3", Said.protocol("TLSv1.3", Version.TLS12));
    assertEquals("x (records: TLSv1)", Said.protocol("x", Version.TLS10));
    assertEquals("unknown (records: TLSv1.2 or later)", Said.protocol("", Version.TLS12));
    assertEquals(Version.TLS10, Said.version("x (records: TLSv1)"));
    assertEquals(Version.TLS12, Said.version("NONE (records: TLSv1.2 or later)"));
    assertEquals(Version.UNKNOWN, Said.version(null));
    String shown = Said.protocol("x".repeat(70_000), Version.DTLS);
    assertTrue(shown.length() < 300 && shown.endsWith("x... (records: DTLS)"), shown);
  }
}
