package io.github.recordsplit.beast;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.library.Providers;
import java.util.function.UnaryOperator;

/** Whose TLS the attacked client speaks. */
@SuppressWarnings("ImmutableEnumChecker") // its functions have no state
enum Client {
  SUN_JSSE("SunJSSE", "CookieClient", jvm -> jvm),
  BCTLS("bctls", "CookieClient", jvm -> Providers.bctls(jvm, Providers.BCTLS)),
  NETTY("Netty on BoringSSL", "NettyCookieClient", Providers::nettyOnBoringSsl);

  final String label;
  private final String main;
  private final UnaryOperator<ChildJvm> library;

  Client(String label, String main, UnaryOperator<ChildJvm> library) {
    this.label = label;
    this.main = main;
    this.library = library;
  }

  ChildJvm prepare(ChildJvm jvm, String... cookies) {
    return library.apply(jvm).mainNamed("io.github.recordsplit.apps." + main, cookies);
  }
}
