package io.github.recordsplit.apps;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** A protocol version with one cipher suite. */
enum Kind {
  TLS_1_0_CBC("TLSv1/CBC", "TLSv1", "TLS_RSA_WITH_AES_128_CBC_SHA"),
  TLS_1_2_CBC("TLSv1.2/CBC", "TLSv1.2", "TLS_RSA_WITH_AES_128_CBC_SHA"),
  TLS_1_2_GCM("TLSv1.2/GCM", "TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256"),
  TLS_1_3("TLSv1.3/GCM", "TLSv1.3", "TLS_AES_128_GCM_SHA256");

  final String label;
  final String protocol;
  final String suite;

  Kind(String label, String protocol, String suite) {
    this.label = label;
    this.protocol = protocol;
    this.suite = suite;
  }

  static Kind of(String label) {
    for (Kind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(label);
  }

  /** Those of this JVM: early Java 8 has no TLS 1.3. */
  static List<Kind> available() throws Exception {
    List<String> protocols =
        Arrays.asList(SSLContext.getDefault().getSupportedSSLParameters().getProtocols());
    return Arrays.stream(values())
        .filter(kind -> protocols.contains(kind.protocol))
        .collect(Collectors.toList());
  }

  /** An engine for a peer on this machine. */
  SSLEngine engine(SSLContext context, boolean client, int port) {
    SSLEngine engine = context.createSSLEngine("localhost", port);
    engine.setUseClientMode(client);
    engine.setSSLParameters(parameters());
    return engine;
  }

  /** Its suite, or the one that the property {@code apps.suite} names in its place. */
  SSLParameters parameters() {
    String used = System.getProperty("apps.suite", suite);
    return new SSLParameters(new String[] {used}, new String[] {protocol});
  }
}
