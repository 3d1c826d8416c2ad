package io.github.recordsplit.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Renegotiation;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A connection that becomes vulnerable by a new handshake, and is no longer after another one. */
@Execution(ExecutionMode.CONCURRENT)
class RenegotiationTest {
  private static final String RC4 = "SSL_RSA_WITH_RC4_128_SHA";
  private static final String CBC = "TLS_RSA_WITH_AES_128_CBC_SHA";

  private static final Path ALLOW_RC4 =
      Target.write(
          "renegotiation/rc4.security",
          "jdk.tls.disabledAlgorithms=SSLv3\njdk.tls.legacyAlgorithms=\n");

  @TestFactory
  Stream<DynamicTest> isDecidedAgain() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          Result result =
              ChildJvm.on(jdk)
                  .brief()
                  .property("java.security.properties", ALLOW_RC4.toString())
                  .agent("mode=all")
                  .main(Renegotiation.class, RC4, CBC, RC4)
                  .run()
                  .assertSilent();
          assertEquals(
              List.of(
                  RC4 + " 100: " + RC4 + " leave",
                  CBC + " 1,99: " + CBC + " split",
                  RC4 + " 100: " + RC4 + " leave"),
              result.stdout(),
              () ->
                  result.describe("the old decision stays after a renegotiation to another suite"));
        });
  }
}
