package io.github.recordsplit.library.unknown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Proves;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import io.github.recordsplit.wire.WireModel;
import io.github.recordsplit.wire.WireModel.Cut;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Engines and sockets of classes that nobody can know, for they are made while the JVM runs. */
@Execution(ExecutionMode.CONCURRENT)
@Proves(TlsLibrary.ANY_OTHER)
class GeneratedProvidersTest {
  private static final String KIND = "TLSv1/CBC";
  private static final Path RULES =
      Target.write("generated/rules.txt", "split role client\nnever role server\n");

  /** The first split payload of a socket's class: what is below it is known after that one. */
  private static final String FIRST_OF_ITS_CLASS = KIND + " socket client 2 first ";

  @TestFactory
  Stream<DynamicTest> aFewPayloads() {
    return Jdks.on(List.of(17), jdk -> byRole(jdk, false, "2,16405"));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> everyPayload() {
    return TlsLibrary.ANY_OTHER.onEach(
        jdk -> {
          for (boolean jdkProtects : new boolean[] {false, true}) {
            byRole(jdk, jdkProtects);
            assertEquals(run(jdk, null, jdkProtects), run(jdk, "mode=selective", jdkProtects));
          }
        });
  }

  /** Two decisions in one JVM: clients split, servers never do. */
  private static void byRole(Jdk jdk, boolean jdkProtects, String... filters) {
    WireModel model = new WireModel(run(jdk, null, false, filters));
    List<String> lines = run(jdk, "rules=" + RULES, jdkProtects, filters);
    assertEquals(due(model, Cut.SPLIT, "client"), only(lines, "client"));
    assertEquals(due(model, Cut.NEVER, "server"), only(lines, "server"));
  }

  private static String due(WireModel model, Cut cut, String role) {
    return only(model.lines(List.of(KIND), Map.of(KIND, cut)), role);
  }

  private static String only(List<String> lines, String role) {
    return lines.stream()
        .filter(line -> line.contains(" " + role + " "))
        .map(l -> l.startsWith(FIRST_OF_ITS_CLASS) ? l.replaceFirst("writes=\\S+", "") : l)
        .reduce("", (all, line) -> all + "\n" + line);
  }

  private static List<String> run(Jdk jdk, String options, boolean jdkProtects, String... filters) {
    String[] words = Stream.concat(Stream.of(KIND), Stream.of(filters)).toArray(String[]::new);
    ChildJvm child =
        Providers.generated(ChildJvm.on(jdk))
            .brief()
            .property("jsse.enableCBCProtection", String.valueOf(jdkProtects))
            .main(Lengths.class, words);
    return (options == null ? child : child.agent(options)).run().assertSilent().stdout();
  }
}
