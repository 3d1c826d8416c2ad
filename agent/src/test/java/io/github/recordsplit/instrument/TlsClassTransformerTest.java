package io.github.recordsplit.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TlsClassTransformerTest {
  @Test
  void aClassWithoutANameIsNotOurs() {
    assertFalse(TlsClassTransformer.mayWeave(null));
    assertFalse(TlsClassTransformer.meansTls(null));
    assertNull(TlsClassTransformer.copyOf(null));
  }

  @Test
  void theJdksRecordLayersAreWoven() {
    assertTrue(TlsClassTransformer.mayWeave("sun/security/ssl/SSLSocketOutputRecord"));
    assertTrue(TlsClassTransformer.mayWeave("sun/security/ssl/SSLEngineOutputRecord"));
  }

  @Test
  void openJsseIsTheSameCodeUnderAnotherName() {
    assertTrue(TlsClassTransformer.mayWeave("org/openjsse/sun/security/ssl/SSLSocketOutputRecord"));
    assertEquals(
        TlsClassTransformer.OPENJSSE,
        TlsClassTransformer.copyOf("org/openjsse/sun/security/ssl/Any"));
  }

  @Test
  void dtlsIsNeverTouched() {
    assertFalse(TlsClassTransformer.mayWeave("sun/security/ssl/DTLSOutputRecord"));
  }

  @Test
  void innerClassesAndLookalikesAreNotOurs() {
    assertFalse(TlsClassTransformer.mayWeave("sun/security/ssl/SSLSocketOutputRecord$1"));
    assertFalse(TlsClassTransformer.mayWeave("com/acme/sun/security/ssl/SSLSocketOutputRecord"));
    assertFalse(TlsClassTransformer.mayWeave("sun/security/ssl/"));
  }

  @Test
  void exceptionsAndListenersDoNotMeanTls() {
    assertFalse(TlsClassTransformer.meansTls("javax/net/ssl/SSLException"));
    assertFalse(TlsClassTransformer.meansTls("javax/net/ssl/HttpsURLConnection"));
  }

  @Test
  void contextsSocketsAndEnginesMeanTls() {
    assertTrue(TlsClassTransformer.meansTls("javax/net/ssl/SSLContext"));
    assertTrue(TlsClassTransformer.meansTls("javax/net/ssl/SSLSocket"));
    assertTrue(TlsClassTransformer.meansTls("javax/net/ssl/SSLEngine"));
  }
}
