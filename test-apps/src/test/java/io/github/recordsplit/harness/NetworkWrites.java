package io.github.recordsplit.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Assumptions;

/** What a child JVM's own flight recorder tells of its writes on the network. */
public final class NetworkWrites {
  private NetworkWrites() {}

  /** The option that has a JVM record each of its writes. */
  public static String record(Path file) {
    Path settings = Target.file("test-classes/socket-writes.jfc");
    return "-XX:StartFlightRecording=dumponexit=true,filename=" + file + ",settings=" + settings;
  }

  /** Skips a test on a JDK that cannot. */
  public static void assumeRecorder(Jdk jdk, Result result) {
    boolean missing =
        result.status() != 0
            && result.stderr().stream().anyMatch(l -> l.matches(".*(FlightRecord|jdk.jfr).*"));
    if (missing) {
      System.out.println(jdk + ": no flight recorder, network writes skipped");
    }
    Assumptions.assumeFalse(missing, jdk + " has no flight recorder");
  }

  /** Bytes of each write to a port, in their order. */
  public static List<Integer> of(Path recording, int port) throws IOException {
    return RecordingFile.readAllEvents(recording).stream()
        .filter(event -> event.getEventType().getName().equals("jdk.SocketWrite"))
        .filter(event -> event.getInt("port") == port)
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .map(event -> (int) event.getLong("bytesWritten"))
        .toList();
  }
}
