package io.github.recordsplit.library.bctls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.library.Proves;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The lines of bctls between the oldest and the newest, split, left and never split. */
@Tag("full")
@Execution(ExecutionMode.CONCURRENT)
@Proves({TlsLibrary.BC_JSSE_1_66, TlsLibrary.BC_JSSE_1_70, TlsLibrary.BC_JSSE_1_78})
class BcTlsVersionsTest {
  private static final String CRYPTO = "org.bouncycastle.jce.provider.BouncyCastleProvider";

  /** Sockets and engines, both roles, two payloads of nine sizes. */
  private static final int LINES = 2 * 2 * 2 * 9;

  @TestFactory
  Stream<DynamicTest> from166() {
    return decisions(TlsLibrary.BC_JSSE_1_66, "bctls-jdk15on");
  }

  @TestFactory
  Stream<DynamicTest> from170() {
    return decisions(TlsLibrary.BC_JSSE_1_70, "bctls-jdk15on");
  }

  @TestFactory
  Stream<DynamicTest> from178() {
    return decisions(TlsLibrary.BC_JSSE_1_78, "bctls-jdk18on");
  }

  private static Stream<DynamicTest> decisions(TlsLibrary library, String name) {
    String artifact = "org.bouncycastle:" + name + ":" + library.version();
    return library.onEach(
        jdk -> {
          List<String> own = records(jdk, artifact, null);
          assertEquals(LINES, own.size(), own::toString);
          assertEquals(facts(own), facts(records(jdk, artifact, "mode=selective")));
          assertEquals(due(own, true), facts(records(jdk, artifact, "mode=all")));
          assertEquals(due(own, false), facts(records(jdk, artifact, "mode=none")));
        });
  }

  private static String due(List<String> own, boolean split) {
    return String.join("\n", own.stream().map(line -> BcModel.due(line, split)).toList());
  }

  private static String facts(List<String> lines) {
    return String.join("\n", lines.stream().map(BcModel::facts).toList());
  }

  /** It logs what it does to stderr: ours are looked for by name. */
  private static List<String> records(Jdk jdk, String artifact, String options) {
    ChildJvm child = ChildJvm.on(jdk).brief();
    Result result =
        Providers.bouncyCastle(
                options == null ? child : child.agent(options),
                Artifacts.classPath(artifact),
                CRYPTO)
            .main(Lengths.class, "TLSv1/CBC")
            .run();
    result.check(result.status() == 0, "exit status is not 0, or a payload altered");
    assertTrue(result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")));
    return result.stdout();
  }
}
