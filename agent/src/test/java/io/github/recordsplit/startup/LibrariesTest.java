package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.instrument.HookTables;
import io.github.recordsplit.library.sunjsse.SunJsseHooks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LibrariesTest {
  private final HookTables tables = new Libraries().tables();

  @Test
  void theRecordLayersOfEachLibraryAreWoven() {
    assertTrue(tables.mayWeave("sun/security/ssl/SSLSocketOutputRecord"));
    assertTrue(tables.mayWeave("sun/security/ssl/SSLEngineOutputRecord"));
    assertTrue(tables.mayWeave("org/bouncycastle/tls/TlsProtocol"));
  }

  @Test
  void openJsseIsTheSameCodeUnderAnotherName() {
    String name = "org/openjsse/sun/security/ssl/SSLSocketOutputRecord";
    assertTrue(tables.mayWeave(name));
    assertEquals(SunJsseHooks.OPENJSSE, SunJsseHooks.copyOf(name));
    assertNull(SunJsseHooks.copyOf("org/openjsse/net/ssl/OpenJSSE"));
  }

  @Test
  void dtlsIsNeverTouched() {
    assertFalse(tables.mayWeave("sun/security/ssl/DTLSOutputRecord"));
  }

  @Test
  void innerClassesAndLookalikesAreNotOurs() {
    assertFalse(tables.mayWeave("sun/security/ssl/SSLSocketOutputRecord$1"));
    assertFalse(tables.mayWeave("com/acme/sun/security/ssl/SSLSocketOutputRecord"));
    assertFalse(tables.mayWeave("sun/security/ssl/"));
  }

  @Test
  void engineAndSocketAreWovenAndNothingElseOfJsse() {
    assertTrue(tables.mayWeave("javax/net/ssl/SSLSocket"));
    assertTrue(tables.mayWeave("javax/net/ssl/SSLEngine"));
    assertFalse(tables.mayWeave("javax/net/ssl/SSLContext"));
    assertFalse(tables.mayWeave("javax/net/ssl/SSLException"));
  }

  /** A table is asked about names that start like one of these, and about no others. */
  @Test
  void everyClassThatMayBeWovenIsInOneOfThePackages() {
    List<String> packages = List.of(Libraries.packages());
    Stream.of(
            "sun/security/ssl/HandshakeContext",
            "org/openjsse/sun/security/ssl/SSLEngineImpl",
            "org/bouncycastle/tls/TlsProtocol",
            "org/bouncycastle/jsse/provider/ProvTlsClient",
            "javax/net/ssl/SSLEngine")
        .forEach(
            name -> {
              assertTrue(tables.mayWeave(name), name);
              assertTrue(packages.stream().anyMatch(name::startsWith), name);
            });
  }
}
