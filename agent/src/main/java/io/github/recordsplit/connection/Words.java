package io.github.recordsplit.connection;

import io.github.recordsplit.tls.Version;

/** What an unknown TLS library says of a connection, in its own words. */
public interface Words {
  /** Its word for the protocol, or null. */
  String protocol();

  /** Its word for the cipher suite, or null. */
  String cipherSuite();

  /** The version in the headers of its records, or {@link Version#UNKNOWN}. */
  Version inRecords();
}
