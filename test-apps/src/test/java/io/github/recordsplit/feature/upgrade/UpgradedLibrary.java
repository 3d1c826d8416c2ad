package io.github.recordsplit.feature.upgrade;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Libraries;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import io.github.recordsplit.wire.WireModel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Whose handshakes are upgraded. */
enum UpgradedLibrary {
  SUN_JSSE,
  OPEN_JSSE,
  BC_JSSE;

  /** BCJSSE tells its own log of each error, which ends on stderr. */
  private static final Path NO_LOG = Target.write("upgrade/no-log.properties", ".level=OFF\n");

  private static final String OPEN_JSSE_PROVIDER = "org.openjsse.net.ssl.OpenJSSE";

  /** A record's length: bctls negotiates encrypt-then-MAC (RFC 7366), SunJSSE does not. */
  int record(int plain) {
    return this == BC_JSSE ? plain / 16 * 16 + 16 + 20 : WireModel.blocks(plain);
  }

  /** How an application sees a failure: bctls throws an {@code IOException} of its own. */
  String failed() {
    return this == BC_JSSE ? "failed:" : "failed: SSL";
  }

  /** How its applications pin TLS 1.0: the context that {@code Pinned} makes is the JDK's. */
  List<String> pins() {
    return this == SUN_JSSE ? List.of("suites", "context") : List.of("suites");
  }

  ChildJvm in(ChildJvm child) {
    return switch (this) {
      case SUN_JSSE -> child;
      case OPEN_JSSE ->
          child
              .classPath(Libraries.classPath("openjsse-" + TlsLibrary.OPEN_JSSE.version()))
              .property("apps.provider", OPEN_JSSE_PROVIDER)
              .property("apps.crypto", OPEN_JSSE_PROVIDER);
      case BC_JSSE ->
          Providers.bctls(child, Providers.BCTLS)
              .property("java.util.logging.config.file", NO_LOG.toString());
    };
  }

  /** A test for each runtime that it is made for. */
  Stream<DynamicTest> onEach(ThrowingConsumer<Jdk> test) {
    return this == OPEN_JSSE ? TlsLibrary.OPEN_JSSE.onEach(test) : Jdks.each(test);
  }

  /** The same, for some of them. */
  Stream<DynamicTest> onSome(ThrowingConsumer<Jdk> test) {
    return this == OPEN_JSSE ? onEach(test) : Jdks.some(test);
  }
}
