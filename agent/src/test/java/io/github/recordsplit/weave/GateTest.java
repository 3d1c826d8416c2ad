package io.github.recordsplit.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GateTest {
  @Test
  void aClassWithoutANameIsNotOurs() {
    assertFalse(Gate.mayWeave(null));
    assertFalse(Gate.meansTls(null));
    assertNull(Gate.copyOf(null));
  }

  @Test
  void theJdksRecordLayersAreWoven() {
    assertTrue(Gate.mayWeave("sun/security/ssl/SSLSocketOutputRecord"));
    assertTrue(Gate.mayWeave("sun/security/ssl/SSLEngineOutputRecord"));
  }

  @Test
  void openJsseIsTheSameCodeUnderAnotherName() {
    assertTrue(Gate.mayWeave("org/openjsse/sun/security/ssl/SSLSocketOutputRecord"));
    assertEquals(Gate.OPENJSSE, Gate.copyOf("org/openjsse/sun/security/ssl/Any"));
  }

  @Test
  void dtlsIsNeverTouched() {
    assertFalse(Gate.mayWeave("sun/security/ssl/DTLSOutputRecord"));
  }

  @Test
  void innerClassesAndLookalikesAreNotOurs() {
    assertFalse(Gate.mayWeave("sun/security/ssl/SSLSocketOutputRecord$1"));
    assertFalse(Gate.mayWeave("com/acme/sun/security/ssl/SSLSocketOutputRecord"));
    assertFalse(Gate.mayWeave("sun/security/ssl/"));
  }

  @Test
  void exceptionsAndListenersDoNotMeanTls() {
    assertFalse(Gate.meansTls("javax/net/ssl/SSLException"));
    assertFalse(Gate.meansTls("javax/net/ssl/HttpsURLConnection"));
  }

  @Test
  void contextsSocketsAndEnginesMeanTls() {
    assertTrue(Gate.meansTls("javax/net/ssl/SSLContext"));
    assertTrue(Gate.meansTls("javax/net/ssl/SSLSocket"));
    assertTrue(Gate.meansTls("javax/net/ssl/SSLEngine"));
  }
}
