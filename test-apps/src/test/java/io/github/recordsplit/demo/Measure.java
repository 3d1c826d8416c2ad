package io.github.recordsplit.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Runs a client twice: against real servers for its round trips, and against recording ones for
 * records and network writes, so that what records does not slow what is timed.
 */
final class Measure {
  private static final String SECONDS = "3";
  private static final String UNLIMITED = "1000000";
  private static final int REQUESTS = 6;

  private final Path agent;
  private final Workshop workshop;
  private SSLContext context;
  private String agentLine = "nothing";

  Measure(Path agent, Workshop workshop) {
    this.agent = agent;
    this.workshop = workshop;
  }

  /** The first line of the agent in a client with {@code mode=all}. */
  String agentLine() {
    return agentLine;
  }

  /** One row a host. */
  List<Row> rows(
      String name, Class<?> client, Variant variant, Map<Variant.Protection, int[]> servers)
      throws IOException, InterruptedException, GeneralSecurityException {
    int kind = client == HttpsClient.class ? 0 : 1;
    List<Integer> ports = variant.servers().stream().map(s -> servers.get(s)[kind]).toList();
    Map<Integer, Long> nanos = time(client, variant, ports);
    List<Recorder> recorders = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      recorders.add(new Recorder(context()));
    }
    record(client, variant, recorders);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      rows.add(row(name, variant, i, recorders.get(i), nanos.get(ports.get(i))));
    }
    return rows;
  }

  private Row row(String name, Variant variant, int host, Recorder recorder, long nanos)
      throws IOException {
    List<List<Integer>> later = recorder.requests().subList(1, REQUESTS);
    List<Integer> writes =
        SocketWrites.perRequest(workshop.recording(), recorder.port(), REQUESTS - 1);
    boolean steady = new HashSet<>(later).size() == 1 && new HashSet<>(writes).size() == 1;
    recorder.close();
    return new Row(name, variant, host, later.get(0), steady, writes.get(0), nanos);
  }

  private Map<Integer, Long> time(Class<?> client, Variant variant, List<Integer> ports)
      throws IOException, InterruptedException {
    List<String> options = variant.clientOptions(agent, workshop.rules(ports));
    try (Child child =
        workshop.java(options, client, arguments(List.of(SECONDS, UNLIMITED), ports))) {
      Map<Integer, Long> nanos = new HashMap<>();
      for (String line : child.lines()) {
        String[] words = line.split(" ", -1);
        nanos.put(Integer.valueOf(words[0]), Long.valueOf(words[1]));
      }
      if (variant == Variant.ALL) {
        agentLine = child.stderr().lines().findFirst().orElse(agentLine);
      }
      return nanos;
    }
  }

  private void record(Class<?> client, Variant variant, List<Recorder> recorders)
      throws IOException, InterruptedException {
    List<Integer> ports = recorders.stream().map(Recorder::port).toList();
    List<String> options = new ArrayList<>(variant.clientOptions(agent, workshop.rules(ports)));
    options.add(workshop.recordWrites());
    List<String> limits = List.of("60", String.valueOf(REQUESTS));
    try (Child child = workshop.java(options, client, arguments(limits, ports))) {
      child.lines();
    }
  }

  private static List<String> arguments(List<String> limits, List<Integer> ports) {
    List<String> arguments = new ArrayList<>(limits);
    ports.forEach(port -> arguments.add(port.toString()));
    return arguments;
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    if (context == null) {
      char[] password = Workshop.PASSWORD.toCharArray();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(workshop.keyStore())) {
        keys.load(in, password);
      }
      KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(keys, password);
      context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
    }
    return context;
  }
}
