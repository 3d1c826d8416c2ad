package io.github.recordsplit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.PatchedJdk;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the agent says of itself, so that nobody trusts a protection that is not there. */
@Execution(ExecutionMode.CONCURRENT)
class SelfReportTest {
  private static final String[] ANY_TLS = {"TLSv1.3/GCM", "socket", "client", "5"};
  private static final String[] VULNERABLE = {"TLSv1/CBC", "client", "5,16385"};
  private static final String MISSING = "SSLSocketOutputRecord.deliver";
  private static final List<String> WOVEN =
      List.of(
          "SSLSocketOutputRecord", "SSLEngineOutputRecord", "TransportContext", "SSLSessionImpl");
  private static final Path RULES =
      Target.write("rules/report.txt", "split host a.test\nsplit app other.jar\n");

  /** Leaves the JDK's own security properties as they are: TLS 1.0 is disabled. */
  private static final Path JDK_DEFAULT = Target.write("harness/default.security", "");

  @TestFactory
  Stream<DynamicTest> oneFirstLineTellsWhatIsInForce() {
    return Jdks.each(
        jdk -> {
          firstLine(jdk, "mode=all,scope=any", "mode all, scope any, ", "no rules");
          firstLine(jdk, "", "mode selective, scope vulnerable, ", "no rules");
          firstLine(
              jdk, "first=whole,rules=" + RULES, ", first whole, ", "1 rule in force of " + RULES);
          Result off = tls(jdk).agent("mode=all,log=off").main(Lengths.class, ANY_TLS).run();
          assertEquals(List.of(), off.assertSilent().stderr());
        });
  }

  /** The operator would wait for records that never get split. */
  @TestFactory
  Stream<DynamicTest> disabledProtocolsAreTold() {
    return Jdks.each(
        jdk -> {
          List<String> lines = withTls10Disabled(jdk, "mode=all");
          assertEquals(2, lines.size(), lines::toString);
          assertTrue(lines.get(1).matches("recordsplit: TLS 1\\.0 .*disabled.*"), lines::toString);
          assertEquals(2, withTls10Disabled(jdk, "rules=" + RULES).size(), "selective, with rules");
          assertEquals(1, withTls10Disabled(jdk, "mode=all,scope=any").size(), "scope any");
          assertEquals(1, withTls10Disabled(jdk, "mode=selective").size(), "no rules");
        });
  }

  @TestFactory
  Stream<DynamicTest> missingHookIsNamedAndTheApplicationWorks() {
    return Jdks.each(
        jdk -> {
          String patch = PatchedJdk.option(jdk);
          Result without = tls(jdk).flag(patch).main(Lengths.class, VULNERABLE).run();
          without.check(without.status() == 0, "the patched JDK does not work");
          Result with =
              tls(jdk).flag(patch).agent("mode=all").main(Lengths.class, VULNERABLE).run();
          List<String> ours = ours(with);
          assertEquals(1, ours.size(), () -> with.describe("lines of the agent"));
          assertTrue(ours.get(0).contains("hooks 7 of 8, MISSING: " + MISSING), ours::toString);
          assertEquals(sockets(without), sockets(with), "sockets work as without the agent");
          assertTrue(with.stdout().stream().anyMatch(SelfReportTest::splitEngine), "engines split");
          assertRefused(jdk, patch);
        });
  }

  /** Behind the first line, which knows of the JDK's hooks only. */
  @TestFactory
  Stream<DynamicTest> aHookMissingInAClassThatLoadsLateIsTold() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          String library = "org.bouncycastle.tls.TlsProtocol"; // with nothing of what it has
          Path folder = Target.file("late-hook");
          Path file = folder.resolve(library.replace('.', '/') + ".class");
          Files.createDirectories(file.getParent());
          Files.write(file, classWithMain(library));
          Result result = tls(jdk).agent("mode=all").main(folder, library).run().assertClean();
          List<String> ours = ours(result);
          result.check(
              ours.size() == 2 && ours.get(1).startsWith("recordsplit: hook missing: " + library),
              "a hook that is missing in a class that loads late is not told");
        });
  }

  private static byte[] classWithMain(String name) {
    ClassWriter writer = new ClassWriter(0);
    String internal = name.replace('.', '/');
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, internal, null, "java/lang/Object", null);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor main = writer.visitMethod(access, "main", "([Ljava/lang/String;)V", null, null);
    main.visitInsn(Opcodes.RETURN);
    main.visitMaxs(0, 1);
    writer.visitEnd();
    return writer.toByteArray();
  }

  @TestFactory
  Stream<DynamicTest> wovenClassesCanBeDumped() {
    return Jdks.each(
        jdk -> {
          Path folder = Target.file("dump/" + jdk.feature());
          ChildJvm jvm = tls(jdk).agent("mode=all,dump=" + folder);
          jvm.main(Lengths.class, VULNERABLE).run().assertSilent();
          for (String name : WOVEN) {
            Path file = folder.resolve("sun/security/ssl/" + name + ".class");
            assertTrue(callsWhatTheOriginalDoesNot(file), file::toString);
          }
        });
  }

  private static ChildJvm tls(Jdk jdk) {
    return ChildJvm.on(jdk).brief();
  }

  private static void firstLine(Jdk jdk, String options, String... parts) {
    List<String> stderr =
        tls(jdk).agent(options).main(Lengths.class, ANY_TLS).run().assertSilent().stderr();
    assertEquals(1, stderr.size(), stderr::toString);
    assertTrue(stderr.get(0).startsWith("recordsplit: mode "), stderr::toString);
    assertTrue(stderr.get(0).endsWith(", hooks 8 of 8"), stderr::toString);
    for (String part : parts) {
      assertTrue(stderr.get(0).contains(part), () -> part + " in " + stderr);
    }
  }

  private static List<String> withTls10Disabled(Jdk jdk, String options) {
    return tls(jdk)
        .property("java.security.properties", JDK_DEFAULT.toString())
        .agent(options)
        .main(Lengths.class, ANY_TLS)
        .run()
        .assertSilent()
        .stderr();
  }

  private static List<String> ours(Result result) {
    return result.stderr().stream().filter(l -> l.startsWith("recordsplit: ")).toList();
  }

  private static List<String> sockets(Result result) {
    return result.stdout().stream().filter(l -> l.contains(" socket ")).toList();
  }

  private static boolean splitEngine(String line) {
    return line.contains(" engine client 5 first records=1,4 ");
  }

  private static void assertRefused(Jdk jdk, String patch) {
    Result refused =
        tls(jdk)
            .flag(patch)
            .agent("mode=all,on-failure=refuse")
            .main(Lengths.class, VULNERABLE)
            .run();
    List<String> ours = ours(refused);
    assertEquals(1, ours.size(), () -> refused.describe("lines of the agent"));
    assertTrue(ours.get(0).contains("on-failure=refuse"), ours::toString);
    assertTrue(ours.get(0).contains(MISSING), ours::toString);
    assertEquals(List.of(), refused.stdout(), "main must not run");
    assertEquals(1, refused.status(), "exit status");
  }

  /** Whether it is a class file with a call into a class of {@code java.lang} that no JDK has. */
  private static boolean callsWhatTheOriginalDoesNot(Path file) throws IOException {
    boolean[] found = new boolean[1];
    ClassVisitor finder =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String desc, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMethodInsn(int op, String owner, String m, String d, boolean itf) {
                found[0] |= owner.matches("java/lang/.*[Rr]ecord[Ss]plit.*");
              }
            };
          }
        };
    new ClassReader(Files.readAllBytes(file)).accept(finder, 0);
    return found[0];
  }
}
