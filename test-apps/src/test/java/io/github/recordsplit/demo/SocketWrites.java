package io.github.recordsplit.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads from a client's flight recording how many writes on the network a request took. */
final class SocketWrites {
  private static final String WRITE = "jdk.SocketWrite";
  private static final String READ = "jdk.SocketRead";

  /** The default leaves out whatever takes less than 20 ms. */
  static final String SETTINGS =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration version=\"2.0\">\n"
          + event(WRITE)
          + event(READ)
          + "</configuration>\n";

  private SocketWrites() {}

  private static String event(String name) {
    return "  <event name=\""
        + name
        + "\">\n    <setting name=\"enabled\">true</setting>\n"
        + "    <setting name=\"threshold\">0 ms</setting>\n  </event>\n";
  }

  /**
   * The writes of each request: those that no read of the same connection came between. The first
   * bursts are the handshake's and the last may be the farewell, so only {@code requests} before
   * the last reply count.
   */
  static List<Integer> perRequest(Path recording, int port, int requests) throws IOException {
    List<Integer> bursts = new ArrayList<>();
    int burst = 0;
    for (RecordedEvent event : eventsOf(recording, port)) {
      if (event.getEventType().getName().equals(WRITE)) {
        burst++;
      } else if (burst > 0) {
        bursts.add(burst);
        burst = 0;
      }
    }
    return bursts.subList(Math.max(0, bursts.size() - requests), bursts.size());
  }

  private static List<RecordedEvent> eventsOf(Path recording, int port) throws IOException {
    return RecordingFile.readAllEvents(recording).stream()
        .filter(e -> List.of(WRITE, READ).contains(e.getEventType().getName()))
        .filter(e -> e.getInt("port") == port)
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
  }
}
