package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.HookTables;
import io.github.recordsplit.library.LibrarySupport;
import io.github.recordsplit.library.sunjsse.SunJsseHooks;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Options;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LibrariesTest {
  private static final Options OPTIONS = options();

  private final Libraries libraries = new Libraries();
  private final HookTables tables = libraries.hooks;

  private static Options options() {
    try {
      return Options.parse(null);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

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
    List<String> packages = List.of(new Libraries.Source(null, OPTIONS).packages());
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

  /** Before a feature can be called nobody asks it. */
  @Test
  void theClassesThatFeaturesWeaveAreNamedByTheirLibraries() {
    for (LibrarySupport library : libraries.all.all()) {
      for (HookTable feature : List.of(library.reads(), library.handshakes())) {
        for (Hook hook : feature.ahead()) {
          assertTrue(tables.mayWeave(hook.className), hook.className);
        }
      }
    }
  }

  @Test
  void eachObjectIsOfOneLibraryOrNone() {
    assertSame(libraries.sunJsse, libraries.all.ofClass("sun.security.ssl.SSLEngineImpl"));
    String openJsse = "org.openjsse.sun.security.ssl.SSLSocketImpl";
    assertSame(libraries.sunJsse, libraries.all.ofClass(openJsse));
    assertSame(libraries.bcTls, libraries.all.ofClass("org.bouncycastle.tls.TlsClientProtocol"));
    assertNull(libraries.all.ofClass("org.conscrypt.ConscryptEngine"));
    assertNull(libraries.all.of(null));
    assertNull(libraries.all.of("a string"));
  }
}
