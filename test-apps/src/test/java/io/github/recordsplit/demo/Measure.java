package io.github.recordsplit.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.EnumMap;
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
  private static final int REQUESTS = 6;
  private static final String RECORDED = "0 " + REQUESTS + " " + REQUESTS;

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

  /** One row a variant and host. */
  List<Row> rows(String name, Class<?> client, Map<Variant.Protection, int[]> servers)
      throws IOException, InterruptedException, GeneralSecurityException {
    int kind = client == HttpsClient.class ? 0 : 1;
    Map<Variant, Turns> turns = time(client, kind, servers);
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<Variant, List<Recorder>> each : record(client).entrySet()) {
      Variant variant = each.getKey();
      for (int host = 0; host < each.getValue().size(); host++) {
        rows.add(row(name, variant, host, each.getValue().get(host), turns.get(variant).of(host)));
      }
    }
    return rows;
  }

  private Row row(String name, Variant variant, int host, Recorder recorder, long[] turns)
      throws IOException {
    List<List<Integer>> later = recorder.requests().subList(1, REQUESTS);
    List<Integer> writes =
        SocketWrites.perRequest(workshop.recording(variant), recorder.port(), REQUESTS - 1);
    boolean steady = new HashSet<>(later).size() == 1 && new HashSet<>(writes).size() == 1;
    recorder.close();
    return new Row(name, variant, host, later.get(0), steady, writes.get(0), turns);
  }

  /** All variants' clients are there at once and take turns. */
  private Map<Variant, Turns> time(
      Class<?> client, int kind, Map<Variant.Protection, int[]> servers)
      throws IOException, InterruptedException {
    Map<Variant, Child> clients = new EnumMap<>(Variant.class);
    Map<Variant, Turns> turns = new EnumMap<>(Variant.class);
    for (Variant variant : Variant.values()) {
      List<Integer> ports = variant.servers().stream().map(s -> servers.get(s)[kind]).toList();
      List<String> options = variant.clientOptions(agent, workshop.rules(ports));
      clients.put(variant, workshop.java(options, client, ports));
      turns.put(variant, new Turns(clients.get(variant), ports.size()));
    }
    for (int turn = 0; turn < Turns.ALL; turn++) {
      for (Turns each : turns.values()) {
        each.take(turn);
      }
    }
    for (Child each : clients.values()) {
      each.end();
    }
    agentLine = clients.get(Variant.ALL).stderr().lines().findFirst().orElse(agentLine);
    return turns;
  }

  /** All at once: nothing is timed. */
  private Map<Variant, List<Recorder>> record(Class<?> client)
      throws IOException, InterruptedException, GeneralSecurityException {
    Map<Variant, List<Recorder>> recorders = new EnumMap<>(Variant.class);
    List<Child> clients = new ArrayList<>();
    for (Variant variant : Variant.values()) {
      List<Recorder> each = new ArrayList<>();
      for (int host = 0; host < variant.servers().size(); host++) {
        each.add(new Recorder(context()));
      }
      recorders.put(variant, each);
      clients.add(recording(client, variant, each));
    }
    for (Child each : clients) {
      String unused = each.ask(RECORDED);
    }
    for (Child each : clients) {
      each.end();
    }
    return recorders;
  }

  private Child recording(Class<?> client, Variant variant, List<Recorder> recorders)
      throws IOException {
    List<Integer> ports = recorders.stream().map(Recorder::port).toList();
    List<String> options = new ArrayList<>(variant.clientOptions(agent, workshop.rules(ports)));
    options.add(workshop.recordWrites(variant));
    options.add("-XX:TieredStopAtLevel=1"); // it has only six requests to send
    return workshop.java(options, client, ports);
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
