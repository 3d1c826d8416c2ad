package io.github.recordsplit.tools.probe;

import com.grack.nanojson.JsonObject;
import io.github.recordsplit.tls.CipherSuite;
import io.github.recordsplit.tls.Version;
import java.util.Collections;
import javax.net.ssl.SSLSession;

/** Whether a peer splits what it sends, where that matters: on TLS 1.0 with a CBC suite. */
final class Sends {
  private static final String NOT_KNOWN = "not known";

  private final String protocol;
  private final String cipher;
  private final String why;
  private final Splitting splitting;

  private Sends(String protocol, String cipher, String why, Splitting splitting) {
    this.protocol = protocol;
    this.cipher = cipher;
    this.why = why;
    this.splitting = splitting;
  }

  /** What was seen of it on a connection. */
  static Sends on(TlsConnection connection) {
    SSLSession session = connection.engine().getSession();
    String protocol = session.getProtocol();
    String cipher = session.getCipherSuite();
    Version version = Version.of(protocol);
    if (!version.isOld()) {
      return new Sends(protocol, cipher, protocol + " needs no splitting", null);
    }
    return CipherSuite.mayBeCbc(version, cipher)
        ? new Sends(protocol, cipher, null, Splitting.of(connection.received, Measure.PLAIN))
        : new Sends(protocol, cipher, cipher + " needs no splitting", null);
  }

  static Sends unknown(String why) {
    return new Sends(null, null, why, null);
  }

  /** In a few words: 1/n-1 from the first record, whole, not known. */
  String brief() {
    return splitting == null ? NOT_KNOWN : splitting.brief();
  }

  /** The same with what it rests on. */
  String sentence() {
    if (splitting == null) {
      return NOT_KNOWN + ", " + why;
    }
    return splitting.reason() + ", on " + protocol + ' ' + cipher + splitting.shown();
  }

  JsonObject json() {
    JsonObject json = splitting == null ? nothing() : splitting.json();
    json.put("protocol", protocol);
    json.put("cipher", cipher);
    json.put("sentence", sentence());
    return json;
  }

  private JsonObject nothing() {
    JsonObject json = new JsonObject();
    json.put("how", null);
    json.put("from", null);
    json.put("why", why);
    json.put("records", Collections.emptyList());
    return json;
  }
}
