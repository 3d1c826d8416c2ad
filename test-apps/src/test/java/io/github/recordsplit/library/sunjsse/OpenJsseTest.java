package io.github.recordsplit.library.sunjsse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.library.Proves;
import io.github.recordsplit.library.Providers;
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

/** OpenJSSE, which is SunJSSE's code under another name and for Java 8 only. */
@Execution(ExecutionMode.CONCURRENT)
@Proves(TlsLibrary.OPEN_JSSE)
class OpenJsseTest {
  private static final String KIND = "TLSv1/CBC";

  @TestFactory
  Stream<DynamicTest> everyPayloadLeavesAsItsModeSays() {
    return TlsLibrary.OPEN_JSSE.onEach(
        jdk -> {
          List<String> own = run(jdk, null);
          WireModel model = new WireModel(own);
          assertEquals(own, run(jdk, "mode=selective"));
          assertEquals(lines(model, Cut.SPLIT), run(jdk, "mode=all"));
          assertEquals(lines(model, Cut.FIRST_WHOLE), run(jdk, "mode=all,first=whole"));
          assertEquals(lines(model, Cut.NEVER), run(jdk, "mode=none"));
        });
  }

  private static List<String> lines(WireModel model, Cut cut) {
    return model.lines(List.of(KIND), Map.of(KIND, cut));
  }

  private static List<String> run(Jdk jdk, String options) {
    ChildJvm child = Providers.openJsse(ChildJvm.on(jdk).brief()).main(Lengths.class, KIND);
    return (options == null ? child : child.agent(options)).run().assertSilent().stdout();
  }
}
