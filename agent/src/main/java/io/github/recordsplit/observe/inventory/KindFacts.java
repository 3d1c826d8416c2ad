package io.github.recordsplit.observe.inventory;

import io.github.recordsplit.rules.Known;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rule;

/** What a connection says of itself to operators; each text is short and never null. */
public interface KindFacts {
  /** Which side this JVM is on, or null if that is not known. */
  Role role();

  /** The peer, without its port where this JVM is the server. */
  String peer();

  /** By what the peer is known. */
  Known known();

  /** The negotiated protocol, in the library's words. */
  String protocol();

  /** The negotiated cipher suite, in the library's words. */
  String cipherSuite();

  /** The TLS library: a name such as {@code SunJSSE}, or its class. */
  String libraryName();

  /** The rule by which newer TLS was offered than the application offers, or null. */
  Rule upgrade();

  /** What that rule offered, and the application beside it, in words; or null. */
  String offer();

  /** The nearest class on the stack that is not the JDK's, when the connection was made. */
  String opener();
}
