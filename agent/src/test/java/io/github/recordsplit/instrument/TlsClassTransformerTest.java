package io.github.recordsplit.instrument;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Options;
import org.junit.jupiter.api.Test;

class TlsClassTransformerTest {
  @Test
  void aClassThatIsNotOfTlsIsAnsweredWithoutATable() {
    TlsClassTransformer transformer = new TlsClassTransformer(null, null, new NoTables());
    assertNull(transformer.transform(null, null, null, null, new byte[0]));
    assertNull(transformer.transform(null, "com/acme/Tls", null, null, new byte[0]));
    assertNull(transformer.transform(null, "X", null, null, new byte[0]));
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

  /** An exception would be dropped by the JVM, and the class left unwoven without a word. */
  @Test
  void whatFailsBeforeAnythingIsWovenDoesNotGetPastTheLog() throws ConfigException {
    TlsClassTransformer transformer =
        new TlsClassTransformer(null, Options.parse(null), new NoTables());
    assertNull(transformer.transform(null, "com/acme/tls/Engine", null, null, new byte[0]));
  }

  private static final class NoTables implements WeaverSource {
    @Override
    public String[] packages() {
      return new String[] {"com/acme/tls/"};
    }

    @Override
    public HookTables tables() {
      throw new AssertionError("asked for tables");
    }

    @Override
    public Weaver weaver(TlsClassTransformer transformer) {
      throw new AssertionError("asked for a weaver");
    }
  }
}
