package io.github.recordsplit.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.framing.FramingReceivers;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The four receivers do what their names say to a peer that splits. */
class FramingReceiversTest {
  private static final Path MESSAGE = Target.write("framing/message.txt", "are you there?\n");

  @Test
  void probeTellsThemApart() {
    try (Child receivers =
        ChildJvm.on(Jdks.running()).brief().main(FramingReceivers.class, "answer").start()) {
      String ports = receivers.awaitLine("^ports ([\\d ]+)").group(1);
      List<Integer> told =
          Stream.of(ports.split(" ", -1)).map(port -> probe(port).status()).toList();
      assertEquals(List.of(1, 1, 0, 0), told);
    }
  }

  @Tag("full")
  @Test
  void probeTellsThemApartEachTime() {
    try (Child receivers =
        ChildJvm.on(Jdks.running())
            .brief()
            .timeout(Duration.ofMinutes(30))
            .main(FramingReceivers.class, "answer")
            .start()) {
      String[] ports = receivers.awaitLine("^ports ([\\d ]+)").group(1).split(" ", -1);
      for (int run = 1; run <= 100; run++) {
        List<Integer> told = Stream.of(ports).parallel().map(port -> probe(port).status()).toList();
        assertEquals(List.of(1, 1, 0, 0), told, "run " + run);
      }
    }
  }

  private static Result probe(String port) {
    return ChildJvm.on(Jdks.running())
        .brief()
        .jar(
            Target.agentJar(),
            "probe",
            "127.0.0.1:" + port,
            // Of a loaded machine, which is none of what is tested.
            "--timeout",
            "60",
            "--send",
            MESSAGE.toString())
        .run();
  }
}
