package io.github.recordsplit.observe.inventory;

import io.github.recordsplit.rules.Known;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rule;

/** What a connection on TLS 1.0 says of itself in a test. */
public record FakeFacts(
    Role role,
    String peer,
    Known known,
    String protocol,
    String cipherSuite,
    String libraryName,
    String opener,
    Rule upgrade,
    String offer)
    implements KindFacts {
  /** One whose peer has a name, and that was not upgraded. */
  public static FakeFacts of(Role role, String peer) {
    return of(role, peer, Known.NAME, null);
  }

  /** One that was upgraded by a rule, or by null. */
  public static FakeFacts of(Role role, String peer, Known known, Rule upgrade) {
    String offer = upgrade == null ? null : "TLSv1.2 beside the application's TLSv1";
    String suite = "TLS_RSA_WITH_AES_128_CBC_SHA";
    return new FakeFacts(
        role, peer, known, "TLSv1", suite, "SunJSSE", "com.acme.Server", upgrade, offer);
  }
}
