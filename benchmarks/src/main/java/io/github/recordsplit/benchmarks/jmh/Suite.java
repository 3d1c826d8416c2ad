package io.github.recordsplit.benchmarks.jmh;

/** A protocol version with one cipher suite. */
public enum Suite {
  AES_128_CBC("TLSv1", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
  AES_256_CBC("TLSv1", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"),
  TRIPLE_DES("TLSv1", "TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
  TLS12_GCM("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
  TLS13("TLSv1.3", "TLS_AES_128_GCM_SHA256");

  final String protocol;
  final String cipher;

  Suite(String protocol, String cipher) {
    this.protocol = protocol;
    this.cipher = cipher;
  }

  /** Whether a sender must split under it (CVE-2011-3389). */
  public boolean isVulnerable() {
    return protocol.equals("TLSv1");
  }
}
