package io.github.recordsplit.harness;

import java.nio.file.Path;

/** Configurations of OpenSSL, of which the variable {@code OPENSSL_CONF} names one. */
public enum OpenSslConf {
  /** OpenSSL 3 lets no TLS 1.0 server sign as TLS 1.0 does, unless it is told. */
  TLS_1_0("CipherString = DEFAULT:@SECLEVEL=0"),

  /** And without its own countermeasure, an empty record in front of each. */
  TLS_1_0_WITHOUT_EMPTY_RECORDS(TLS_1_0.lines + "\nOptions = -EmptyFragments");

  private final String lines;

  OpenSslConf(String lines) {
    this.lines = lines;
  }

  /** Has OpenSSL in this JVM read it. */
  public ChildJvm in(ChildJvm child) {
    return child.environment("OPENSSL_CONF", file().toString());
  }

  private synchronized Path file() {
    return Target.write(
        "harness/" + name() + ".cnf",
        """
        openssl_conf = all
        [all]
        ssl_conf = ssl
        [ssl]
        system_default = default
        [default]
        %s
        """
            .formatted(lines));
  }
}
