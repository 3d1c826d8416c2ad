package io.github.recordsplit.library.unknown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.library.Proves;
import io.github.recordsplit.library.TlsLibrary;
import io.github.recordsplit.wire.WireModel;
import io.github.recordsplit.wire.WireModel.Cut;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An engine of a class that no table names, on the wire: an application's wrapper, for one. */
@Execution(ExecutionMode.CONCURRENT)
@Proves(TlsLibrary.ANY_OTHER)
class UnknownEngineTest {
  private static final String KIND = "TLSv1/CBC";
  private static final List<String> KINDS = List.of(KIND);

  @TestFactory
  Stream<DynamicTest> leavesAsItsModeSays() {
    return TlsLibrary.ANY_OTHER.onEach(UnknownEngineTest::all);
  }

  private static void all(Jdk jdk) {
    for (boolean jdkProtects : new boolean[] {false, true}) {
      WireModel model = new WireModel(run(jdk, null, false));
      List<String> alone = run(jdk, null, jdkProtects);
      assertEquals(model.lines(KINDS, Map.of(KIND, Cut.SPLIT)), run(jdk, "mode=all", jdkProtects));
      assertEquals(model.lines(KINDS, Map.of(KIND, Cut.NEVER)), run(jdk, "mode=none", jdkProtects));
      assertEquals(alone, run(jdk, "mode=selective", jdkProtects));
    }
  }

  private static List<String> run(Jdk jdk, String options, boolean jdkProtects) {
    ChildJvm child = ChildJvm.on(jdk).brief().main(Lengths.class, "unknown", KIND);
    child.property("jsse.enableCBCProtection", String.valueOf(jdkProtects));
    return (options == null ? child : child.agent(options)).run().assertSilent().stdout();
  }
}
