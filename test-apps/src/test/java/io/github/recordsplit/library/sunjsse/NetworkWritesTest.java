package io.github.recordsplit.library.sunjsse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.LineClient;
import io.github.recordsplit.apps.NioClient;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.NetworkWrites;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import io.github.recordsplit.wire.WireModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a payload costs the network: the JVM's own flight recorder tells each write on the socket.
 */
@Execution(ExecutionMode.CONCURRENT)
class NetworkWritesTest {
  private static final int HEADER = 5;
  private static final int ONE_BYTE = HEADER + WireModel.blocks(1);
  private static final int REST = HEADER + WireModel.blocks(199);
  private static final int WHOLE = HEADER + WireModel.blocks(200);
  private static final String APART = "rules=" + Target.write("apart/network.txt", "split apart\n");
  private static final String[] SIZES = {"200", "200", "200", "200", "200"};

  @TestFactory
  Stream<DynamicTest> bothRecordsLeaveInOneWrite() {
    int both = ONE_BYTE + REST;
    return Jdks.each(jdk -> run(jdk, "mode=all", List.of(both, both, both, both, both)));
  }

  /** Both by rule: as the JDK does, but from the first payload on. */
  @TestFactory
  Stream<DynamicTest> apartTheyLeaveInTwo() {
    List<Integer> due = new ArrayList<>();
    for (String unused : SIZES) {
      due.addAll(List.of(ONE_BYTE, REST));
    }
    return Jdks.on(List.of(8, 17, 25), jdk -> run(jdk, APART, due));
  }

  /** An engine whose owner writes what each {@code wrap} gave. */
  @TestFactory
  Stream<DynamicTest> apartAnEnginesOwnerWritesTwice() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          Path recording = Target.file("jfr/engine-" + jdk.feature() + ".jfr");
          try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE)) {
            ChildJvm jvm =
                ChildJvm.on(jdk).brief().flag(NetworkWrites.record(recording)).agent(APART);
            jvm.property("apps.size", "200").main(NioClient.class, server.port() + "");
            Result result = jvm.run();
            NetworkWrites.assumeRecorder(jdk, result);
            result.assertClean();
            List<Integer> writes = NetworkWrites.of(recording, server.port());
            int end = writes.size() - 1;
            List<Integer> due = List.of(ONE_BYTE, REST, ONE_BYTE, REST, ONE_BYTE, REST);
            assertEquals(due, writes.subList(end - due.size(), end), () -> "of " + writes);
          }
        });
  }

  /** What is saved: without the agent each payload but the first takes two. */
  @TestFactory
  Stream<DynamicTest> theJdkTakesTwo() {
    List<Integer> due = new ArrayList<>(List.of(WHOLE));
    for (int i = 1; i < SIZES.length; i++) {
      due.addAll(List.of(ONE_BYTE, REST));
    }
    return Jdks.each(jdk -> run(jdk, null, due));
  }

  private static void run(Jdk jdk, String options, List<Integer> due) throws Exception {
    String name = String.valueOf(options).replaceAll("[^a-z]", "");
    Path recording = Target.file("jfr/" + name + "-" + jdk.feature() + ".jfr");
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE)) {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("localhost", String.valueOf(server.port()), "TLSv1/CBC"));
      arguments.addAll(List.of(SIZES));
      ChildJvm jvm = ChildJvm.on(jdk).brief().flag(NetworkWrites.record(recording));
      jvm.main(LineClient.class, arguments.toArray(String[]::new));
      Result result = (options == null ? jvm : jvm.agent(options)).run();
      NetworkWrites.assumeRecorder(jdk, result);
      result.assertClean();
      List<Integer> writes = NetworkWrites.of(recording, server.port());
      // Before them the handshake, after them the alert that closes the connection.
      int last = writes.size() - 1;
      assertEquals(due, writes.subList(last - due.size(), last), () -> "of " + writes);
    }
  }
}
