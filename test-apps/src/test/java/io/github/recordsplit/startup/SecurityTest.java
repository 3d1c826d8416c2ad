package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Hello;
import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.apps.Listeners;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Keys;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What an agent in somebody's payment system must not do, one test a line. */
@Execution(ExecutionMode.CONCURRENT)
class SecurityTest {
  private static final String[] VULNERABLE = {"TLSv1/CBC", "socket", "client", "5,100"};

  /** All that the agent has a line for. */
  private static final String LOGGED = "mode all\nrehearse role client\nupgrade host localhost\n";

  /** Everything but what the agent itself might want: it must bring its own rights. */
  private static final String POLICY =
      """
      grant codeBase "file:JAR" { permission java.security.AllPermission; };
      grant {
        permission java.util.PropertyPermission "*", "read";
        permission java.io.FilePermission "<<ALL FILES>>", "read";
        permission java.net.SocketPermission "*", "resolve,connect";
      };
      """;

  @TestFactory
  Stream<DynamicTest> noPortIsOpenedAndNoPayloadIsLogged() {
    return Jdks.some(
        jdk -> {
          Path log = Target.file("security/log-" + jdk.feature());
          Path rules = Target.write("security/log.rules", LOGGED);
          Files.deleteIfExists(log);
          Result without = ChildJvm.on(jdk).brief().main(Listeners.class).run();
          Result with =
              ChildJvm.on(jdk)
                  .brief()
                  .agent("rules=" + rules + ",log=debug:" + log)
                  .main(Listeners.class)
                  .run()
                  .assertSilent();
          assertEquals(without.stdout(), with.stdout(), "ports");
          String all = with.stderr() + Files.readString(log);
          assertTrue(all.contains("mode all"), all);
          assertTrue(all.contains("rehearsal: "), all);
          for (String secret : secrets()) {
            assertTrue(!all.contains(secret), () -> secret + " in " + all);
          }
        });
  }

  /** The payload, in letters and as programs dump bytes; the private key; a stack. */
  private static List<String> secrets() throws IOException {
    List<String> secrets = new ArrayList<>(List.of("secret", "Cookie", "BEGIN", "\tat "));
    secrets.add(HexFormat.of().formatHex("secret".getBytes(StandardCharsets.US_ASCII)));
    secrets.add("115, 101, 99, 114, 101, 116");
    secrets.add(
        Base64.getEncoder()
            .encodeToString("Cookie: ".getBytes(StandardCharsets.US_ASCII))
            .substring(0, 10));
    secrets.add(Keys.PASSWORD);
    Files.readAllLines(Keys.pem()).stream().filter(l -> l.length() == 64).forEach(secrets::add);
    return secrets;
  }

  @Test
  void rulesThatEverybodyCanWriteAreNamed() throws Exception {
    Path rules = Target.write("security/open.rules", "split host *.example\n");
    assertEquals(0, named(rules), "ours alone");
    Files.setPosixFilePermissions(rules, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertEquals(1, named(rules), "writable by all");
    Files.setPosixFilePermissions(rules, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static long named(Path rules) {
    List<String> lines =
        ChildJvm.on(Jdks.running())
            .brief()
            .agent("rules=" + rules)
            .main(Lengths.class, VULNERABLE)
            .run()
            .assertSilent()
            .stderr();
    return lines.stream()
        .filter(l -> l.contains("every user of this machine") && l.contains(rules.toString()))
        .count();
  }

  @Test
  void whatIsNoRulesFileStopsTheJvmAtOnce() throws Exception {
    Path pipe = Target.file("security/pipe");
    Files.deleteIfExists(pipe);
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    refused(pipe, "this is a device or a pipe, not a rules file");
    refused(pipe.getParent(), "this is a directory, not a rules file");
    Path large = Target.file("security/large.rules");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(100_000_000);
    }
    refused(large, "larger than 64 MB");
    Path binary = Target.file("security/binary.rules");
    Files.copy(Target.agentJar(), binary, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    refused(binary, "this is not UTF-8");
  }

  private static void refused(Path rules, String sentence) throws IOException {
    Result result =
        ChildJvm.on(Jdks.running())
            .flag("-Xmx64m")
            .agent("rules=" + rules)
            .timeout(Duration.ofSeconds(30))
            .main(Hello.class)
            .run();
    assertEquals(1, result.status(), () -> result.describe("status"));
    assertEquals(List.of(), result.stdout());
    assertEquals(1, result.stderr().size(), () -> result.describe("one sentence"));
    assertTrue(result.stderr().get(0).contains(sentence), () -> result.describe(sentence));
  }

  @TestFactory
  Stream<DynamicTest> worksUnderASecurityManager() {
    return Stream.of(8, 11, 17)
        .map(v -> DynamicTest.dynamicTest("Java " + v, () -> secured(Jdks.assume(v))));
  }

  private static void secured(Jdk jdk) {
    Path policy =
        Target.write(
            "security/policy-" + jdk.feature(),
            POLICY.replace("JAR", Target.agentJar().toString()));
    List<String> without = records(ChildJvm.on(jdk), policy, VULNERABLE);
    List<String> with = records(ChildJvm.on(jdk).agent("mode=all"), policy, VULNERABLE);
    assertEquals(without.size(), with.size());
    assertTrue(with.get(1).contains(" records=1,"), with::toString);
    assertTrue(with.get(1).contains(" writes=2 "), with::toString);
    // The first engine has channels woven, by whoever makes it.
    Path rules = Target.write("security/host.rules", "split host localhost\n");
    String[] engine = {"TLSv1/CBC", "engine", "client", "5,100"};
    with = records(ChildJvm.on(jdk).agent("rules=" + rules), policy, engine);
    assertTrue(with.get(1).contains(" records=1,"), with::toString);
  }

  private static List<String> records(ChildJvm jvm, Path policy, String... words) {
    Result result =
        jvm.brief()
            .flag("-Djava.security.manager")
            .flag("-Djava.security.policy=" + policy)
            .main(Lengths.class, words)
            .run();
    result.check(result.status() == 0, "the application failed");
    result.check(
        result.stderr().stream().noneMatch(l -> l.contains("recordsplit: error")), "our error");
    return result.stdout();
  }
}
