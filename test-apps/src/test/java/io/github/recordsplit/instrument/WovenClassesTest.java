package io.github.recordsplit.instrument;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * Whatever is woven, with every feature on, passes ASM's verifier too: the JVM's own one looks at
 * all classes of these children ({@code -Xverify:all}).
 */
@Execution(ExecutionMode.CONCURRENT)
class WovenClassesTest {
  private static final Path RULES =
      Target.write(
          "woven/rules.txt", "split host localhost\nrehearse host a.test\nupgrade host a.test\n");
  private static final String JSSE = "javax/net/ssl/";
  private static final String SUN = "sun/security/ssl/";
  private static final String BC = "org/bouncycastle/jsse/provider/";

  @TestFactory
  Stream<DynamicTest> ofTheJdk() {
    return Jdks.each(
        jdk ->
            assertVerified(
                jdk,
                "jdk",
                ChildJvm.on(jdk),
                JSSE + "SSLEngine",
                JSSE + "SSLSocket",
                SUN + "SSLSocketOutputRecord",
                SUN + "SSLEngineOutputRecord",
                SUN + "TransportContext",
                SUN + "HandshakeContext",
                SUN + "SSLSocketImpl",
                SUN + "SSLEngineImpl",
                SUN + "SSLSessionImpl",
                SUN + "SSLSocketFactoryImpl",
                "sun/nio/ch/SocketChannelImpl",
                "sun/nio/ch/UnixAsynchronousSocketChannelImpl"));
  }

  @TestFactory
  Stream<DynamicTest> ofBcTls() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          String protocol = "org/bouncycastle/tls/TlsProtocol";
          String engine = BC + "ProvSSLEngine";
          for (String line : List.of(Providers.BCTLS, Providers.OLD_BCTLS)) {
            ChildJvm child = Providers.bctls(ChildJvm.on(jdk), line);
            assertVerified(jdk, line, child, protocol, engine);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> ofALibraryThatNoTableNames() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          ChildJvm child = Providers.conscrypt(ChildJvm.on(jdk));
          assertVerified(jdk, "conscrypt", child, "org/conscrypt/ConscryptEngine");
        });
  }

  private static void assertVerified(Jdk jdk, String library, ChildJvm child, String... due)
      throws IOException {
    Path folder = Target.file("woven/" + library + "-" + jdk.feature());
    Result result =
        child
            .brief()
            .agent("rules=" + RULES + ",dump=" + folder)
            .main(Lengths.class, "TLSv1/CBC", "engine", "client", "5")
            .run();
    result.check(result.status() == 0, "exit status is not 0");
    Set<String> woven = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        ClassReader reader = new ClassReader(Files.readAllBytes(file));
        reader.accept(new CheckClassAdapter(new ClassVisitor(Opcodes.ASM9) {}, true), 0);
        woven.add(reader.getClassName());
      }
    }
    assertTrue(woven.containsAll(List.of(due)), () -> result.describe("woven: " + woven));
  }
}
