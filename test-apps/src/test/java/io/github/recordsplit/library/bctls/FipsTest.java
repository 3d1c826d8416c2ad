package io.github.recordsplit.library.bctls;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * BouncyCastle's certified modules, whose self-tests check their own code, are not disturbed: the
 * same records as without the agent where it is to do nothing, and split where a rule says so.
 */
@Execution(ExecutionMode.CONCURRENT)
class FipsTest {
  private static final List<String> NEW =
      List.of("bc-fips:jar:2.0.0", "bcutil-fips:jar:2.0.3", "bctls-fips:jar:2.0.19");
  private static final List<String> OLD = List.of("bc-fips:jar:1.0.2.5", "bctls-fips:jar:1.0.19");

  /** TLS 1.0 needs what their approved mode forbids. */
  private static final String[] VULNERABLE = {"TLSv1/CBC", "2,5,16405"};

  private static final Path RULES =
      Target.write("fips/rules.txt", "scope any\nsplit role client\nleave role server\n");

  private static final String CRYPTO = "org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider";
  private static final String[] APPROVED = {"TLSv1.3/GCM", "2,5,16405"};

  @TestFactory
  Stream<DynamicTest> notDisturbed() {
    return Jdks.on(List.of(17), jdk -> compare(jdk, NEW, true, APPROVED));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> neitherLineOnAnyJdk() {
    return Jdks.some(
        jdk -> {
          for (List<String> line : List.of(NEW, OLD)) {
            compare(jdk, line, true, APPROVED);
            compare(jdk, line, false, VULNERABLE);
          }
        });
  }

  private static void compare(Jdk jdk, List<String> line, boolean approvedOnly, String... cases) {
    List<String> own = records(fips(jdk, line, approvedOnly), cases);
    assertEquals(
        own.stream().map(FipsTest::due).toList(),
        records(fips(jdk, line, approvedOnly).agent("rules=" + RULES), cases));
    System.out.println(
        jdk
            + ": "
            + line
            + (approvedOnly ? ", approved mode only" : "")
            + ": servers as without the agent, clients split");
  }

  private static String due(String line) {
    return line.contains(" client ") ? BcModel.due(line, true) : BcModel.facts(line);
  }

  private static ChildJvm fips(Jdk jdk, List<String> line, boolean approvedOnly) {
    String jars =
        line.stream()
            .map(jar -> Artifacts.file("org.bouncycastle:" + jar).toString())
            .collect(joining(File.pathSeparator));
    return Providers.bouncyCastle(
            ChildJvm.on(jdk).brief(), Target.apps() + File.pathSeparator + jars, CRYPTO)
        .property("org.bouncycastle.jsse.config", "fips:BCFIPS")
        .property("org.bouncycastle.jsse.fips.allowRSAKeyExchange", "true")
        .property("org.bouncycastle.fips.approved_only", String.valueOf(approvedOnly));
  }

  /** It logs what it does to stderr: ours are looked for by name. */
  private static List<String> records(ChildJvm child, String... cases) {
    Result result = child.main(Lengths.class, cases).run();
    result.check(result.status() == 0, "exit status is not 0, or a payload altered");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    result.check(result.stdout().size() >= 2 * 3 * 2 * 2, "lines");
    return result.stdout().stream().map(BcModel::facts).toList();
  }
}
