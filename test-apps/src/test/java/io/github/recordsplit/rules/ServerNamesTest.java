package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.ServerNames;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Libraries;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A host rule is compared with the server name that this connection asks for, or is asked for. A
 * session that it resumes knows that of the connection which made it.
 */
@Execution(ExecutionMode.CONCURRENT)
class ServerNamesTest {
  private static final String[] EVERYWHERE = {
    "TLSv1/CBC client socket",
    "TLSv1/CBC client engine",
    "TLSv1/CBC server socket",
    "TLSv1/CBC server engine"
  };

  private static final String[] NEWER = {
    "TLSv1.2/CBC server engine", "TLSv1.3/GCM server engine", "TLSv1.3/GCM client engine"
  };

  private static final String[] WRAPPED = {"TLSv1/CBC client wrapped", "TLSv1/CBC server wrapped"};

  private static final String NEVER = "100 100";
  private static final String WRONG = "a connection is taken for one that asked for another name";
  private static final String SPLIT = "1,99 1,99";

  @TestFactory
  Stream<DynamicTest> ofTheJdk() {
    return Jdks.some(
        jdk -> {
          ChildJvm child = ChildJvm.on(jdk);
          if (jdk.feature() > 8) {
            child.flag("--add-opens=java.base/sun.security.ssl=ALL-UNNAMED");
          }
          String rules = "mode selective\nsplit host a.example\nnever host b.example\n";
          Result result = run(jdk, child, "scope any\n" + rules, EVERYWHERE, WRAPPED, NEWER);
          List<String> due = due(SPLIT, NEVER, "100 1,99", EVERYWHERE, WRAPPED);
          due.addAll(due(SPLIT, NEVER, NEVER, NEWER));
          assertSame(due, result.assertSilent());
        });
  }

  @TestFactory
  Stream<DynamicTest> ofOpenJsse() {
    return TlsLibrary.OPEN_JSSE.onEach(
        jdk -> {
          String provider = "org.openjsse.net.ssl.OpenJSSE";
          ChildJvm child =
              ChildJvm.on(jdk)
                  .classPath(Libraries.classPath("openjsse-" + TlsLibrary.OPEN_JSSE.version()))
                  .property("apps.provider", provider)
                  .property("apps.crypto", provider);
          String rules = "mode selective\nsplit host a.example\nnever host b.example\n";
          Result result = run(jdk, child, rules, EVERYWHERE);
          assertSame(due(SPLIT, NEVER, "100 1,99", EVERYWHERE), result.assertSilent());
        });
  }

  @TestFactory
  Stream<DynamicTest> ofBctls() {
    return TlsLibrary.BC_JSSE.onEach(
        jdk -> {
          ChildJvm child = Providers.bctls(ChildJvm.on(jdk), Providers.BCTLS);
          Result result = run(jdk, child, "mode selective\nnever host a.example\n", EVERYWHERE);
          assertSame(due(NEVER, SPLIT, SPLIT, EVERYWHERE), result);
        });
  }

  /** It tells a later time of a session that is resumed in another second. */
  @TestFactory
  Stream<DynamicTest> ofConscrypt() {
    String[] runs = {
      "TLSv1/CBC client socket", "TLSv1/CBC client engine", "TLSv1/CBC server engine"
    };
    return TlsLibrary.CONSCRYPT.onEach(
        jdk -> {
          ChildJvm child = Providers.conscrypt(ChildJvm.on(jdk));
          Result result = run(jdk, child, "mode selective\nnever host a.example\n", runs);
          assertEquals(
              due(NEVER, SPLIT, SPLIT, runs).toString().replace("full", "resumed"),
              result.stdout().toString().replace("full", "resumed"),
              () -> result.describe(WRONG));
        });
  }

  private static Result run(Jdk jdk, ChildJvm child, String rules, String[]... runs) {
    String file = "names/" + jdk.feature() + "-" + rules.hashCode() + ".rules";
    return child
        .brief()
        .agent("rules=" + Target.write(file, rules))
        .main(ServerNames.class, Stream.of(runs).flatMap(Stream::of).toArray(String[]::new))
        .run();
  }

  /** What is due where a.example is asked for, b.example, and nothing. */
  private static List<String> due(String a, String b, String none, String[]... runs) {
    List<String> due = new ArrayList<>();
    for (String run : Stream.of(runs).flatMap(Stream::of).toList()) {
      due.add(run + " a.example full " + a);
      due.add(run + " b.example resumed " + b);
      due.add(run + " - resumed " + none);
      due.add(run + " a.example resumed " + a);
    }
    return due;
  }

  private static void assertSame(List<String> due, Result result) {
    assertEquals(
        String.join("\n", due), String.join("\n", result.stdout()), () -> result.describe(WRONG));
  }
}
