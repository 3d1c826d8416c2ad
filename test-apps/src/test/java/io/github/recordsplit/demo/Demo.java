package io.github.recordsplit.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * {@code mvn -q -B -Pdemo verify}: two unmodified clients under four variants, and a table of what
 * that means on the wire.
 *
 * <p>Arguments: the agent's jar, the folder of the clients' classes, a folder to work in.
 */
public final class Demo {
  private static final Map<String, Class<?>> CLIENTS =
      Map.of("HttpsURLConnection", HttpsClient.class, "SSLSocket", SocketClient.class);

  private final Path agent;
  private final Workshop workshop;
  private final Measure measure;
  private final Map<Variant.Protection, Child> servers = new EnumMap<>(Variant.Protection.class);

  private Demo(String[] args) {
    agent = Path.of(args[0]).toAbsolutePath().normalize();
    workshop = new Workshop(Path.of(args[2]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath());
    measure = new Measure(agent, workshop);
  }

  public static void main(String[] args) throws Exception {
    Security.setProperty("jdk.tls.disabledAlgorithms", Workshop.DISABLED); // for the Recorder
    System.exit(new Demo(args).run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    workshop.prepare();
    Map<Variant.Protection, int[]> ports = startServers();
    List<Row> rows = new ArrayList<>();
    for (String client : List.of("HttpsURLConnection", "SSLSocket")) {
      System.err.println("demo: " + client + ", all variants by turns");
      rows.addAll(measure.rows(client, CLIENTS.get(client), ports));
    }
    for (Child server : servers.values()) {
      server.close();
    }
    return report(rows);
  }

  /** Starts one server JVM a protection. Its ports: HTTPS, lines. */
  private Map<Variant.Protection, int[]> startServers() throws IOException {
    Map<Variant.Protection, int[]> ports = new EnumMap<>(Variant.Protection.class);
    for (Variant.Protection protection : Variant.Protection.values()) {
      List<String> options = new ArrayList<>(Variant.serverOptions(protection, agent));
      // Its HTTP server writes head and body separately and would wait for the client's ACK.
      options.add("-Dsun.net.httpserver.nodelay=true");
      Child server = workshop.java(options, Server.class, List.of());
      servers.put(protection, server);
      String[] words = server.nextLine().split(" ", -1);
      ports.put(protection, new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])});
    }
    return ports;
  }

  private boolean report(List<Row> rows) {
    System.out.println();
    System.out.println(
        "TLS 1.0, AES-128-CBC-SHA, Java "
            + Runtime.version().feature()
            + ", one kept connection a host; nothing of ours in the clients;");
    System.out.println("each server is protected as its client is. The agent's first line was:");
    System.out.println("  " + measure.agentLine());
    System.out.println("The rules are 'split host HOST:PORT-A' and 'never host HOST:PORT-B'.");
    System.out.println();
    Table.print(rows);
    Picture.print(rows);
    System.out.println(Lesson.of(rows));
    System.out.println();
    List<String> broken = Promises.broken(rows);
    broken.forEach(sentence -> System.out.println("NOT AS PROMISED: " + sentence));
    return broken.isEmpty();
  }
}
