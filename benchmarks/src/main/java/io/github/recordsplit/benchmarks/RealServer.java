package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * nginx, PostgreSQL, HAProxy or stunnel as this machine has them, on loopback, with nothing but TLS
 * 1.0.
 */
final class RealServer implements AutoCloseable {
  private static final String CIPHERS = "ECDHE-RSA-AES128-SHA:@SECLEVEL=0";
  private static final String PEM = "server.pem";
  private static final int TRIES = 500;

  private static final String NGINX =
      """
      daemon off;
      pid $D/pid;
      error_log stderr;
      events {}
      http {
        access_log off;
        client_body_temp_path $D/body;
        proxy_temp_path $D/proxy;
        fastcgi_temp_path $D/fastcgi;
        uwsgi_temp_path $D/uwsgi;
        scgi_temp_path $D/scgi;
        keepalive_requests 1000000;
        server {
          listen 127.0.0.1:$P ssl;
          ssl_certificate $D/server.pem;
          ssl_certificate_key $D/server.pem;
          ssl_protocols TLSv1;
          ssl_ciphers $C;
          root $D;
        }
      }
      """;

  /** As fast as they are: their own threads, no Nagle, and no TLS behind them. */
  private static final String HAPROXY =
      """
      defaults
        mode tcp
        timeout connect 10s
        timeout client 10m
        timeout server 10m
      listen tls
        bind 127.0.0.1:$P ssl crt $D/server.pem ssl-min-ver TLSv1.0 ssl-max-ver TLSv1.0 ciphers $C
        server plain 127.0.0.1:$B
      """;

  private static final String STUNNEL =
      """
      foreground = yes
      syslog = no
      debug = 4
      pid =
      socket = l:TCP_NODELAY=1
      socket = r:TCP_NODELAY=1
      [tls]
      accept = 127.0.0.1:$P
      connect = 127.0.0.1:$B
      cert = $D/server.pem
      key = $D/server.pem
      sslVersionMin = TLSv1
      sslVersionMax = TLSv1
      securityLevel = 0
      ciphers = $C
      """;

  private final Path folder;
  private final int port;
  private final List<String> user;
  private Process process;

  private RealServer(Path folder, int port, List<String> user) {
    this.folder = folder;
    this.port = port;
    this.user = user;
  }

  int port() {
    return port;
  }

  /** Answers {@code GET /N} with N bytes, for the sizes that are asked for here. */
  static RealServer nginx(Tls tls, int... replies) throws IOException, InterruptedException {
    RealServer server = prepare(tls, List.of());
    for (int reply : replies) {
      Files.write(server.folder.resolve(reply + ""), new byte[reply]);
    }
    String config =
        (root() ? "user root;\n" + NGINX : NGINX)
            .replace("$D", server.folder.toString())
            .replace("$P", server.port + "")
            .replace("$C", CIPHERS);
    Path file = Files.writeString(server.folder.resolve("config"), config);
    return server.start(List.of(program("nginx"), "-p", server.folder + "", "-c", file + ""));
  }

  /** Takes TLS 1.0 in front of a server that speaks plainly. */
  static RealServer haproxy(Tls tls, int behind) throws IOException, InterruptedException {
    RealServer server = prepare(tls, List.of());
    Path file = server.configure(HAPROXY, behind);
    return server.start(List.of(program("haproxy"), "-db", "-f", file.toString()));
  }

  /** The same. */
  static RealServer stunnel(Tls tls, int behind) throws IOException, InterruptedException {
    RealServer server = prepare(tls, List.of());
    Path file = server.configure(STUNNEL, behind);
    return server.start(List.of("stunnel4", file.toString()));
  }

  private Path configure(String config, int behind) throws IOException {
    String text =
        config
            .replace("$D", folder.toString())
            .replace("$P", port + "")
            .replace("$B", behind + "")
            .replace("$C", CIPHERS);
    return Files.writeString(folder.resolve("config"), text);
  }

  /** Nanoseconds of CPU until now. */
  long cpu() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToLong(each -> each.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
        .sum();
  }

  /** Its user {@code postgres} needs no password. */
  static RealServer postgres(Tls tls) throws IOException, InterruptedException {
    Path bin;
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      bin = versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
    }
    String[] user = {"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"};
    RealServer server = prepare(tls, root() ? List.of(user) : List.of());
    String data = server.folder.resolve("data").toString();
    String initdb = bin.resolve("initdb").toString();
    server.run(List.of(initdb, "-D", data, "-A", "trust", "-U", "postgres", "--no-sync"));
    List<String> command = new ArrayList<>(List.of(bin.resolve("postgres").toString()));
    command.addAll(List.of("-D", data, "-p", server.port + ""));
    String pem = server.folder.resolve(PEM).toString();
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=off",
            "max_connections=300",
            "ssl=on",
            "ssl_cert_file=" + pem,
            "ssl_key_file=" + pem,
            "ssl_min_protocol_version=TLSv1",
            "ssl_max_protocol_version=TLSv1",
            "ssl_ciphers=" + CIPHERS)) {
      command.addAll(List.of("-c", setting));
    }
    return server.start(command);
  }

  private static RealServer prepare(Tls tls, List<String> user)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("recordsplit-bench");
    Files.writeString(folder.resolve(PEM), tls.pem());
    Children.output(List.of("chmod", "600", folder.resolve(PEM).toString()));
    if (!user.isEmpty()) {
      Children.output(List.of("chown", "-R", "postgres", folder.toString()));
    }
    return new RealServer(folder, freePort(), user);
  }

  private RealServer start(List<String> command) throws IOException, InterruptedException {
    List<String> asUser = new ArrayList<>(user);
    asUser.addAll(command);
    Path log = folder.resolve("log");
    process =
        new ProcessBuilder(asUser)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int i = 0; !listens(); i++) {
      if (i == TRIES || !process.isAlive()) {
        String said = Files.readString(log);
        close();
        throw new IOException("does not listen: " + said);
      }
      Thread.sleep(20);
    }
    return this;
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    List<String> asUser = new ArrayList<>(user);
    asUser.addAll(command);
    Children.output(asUser);
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroy();
    process.onExit().join();
    workers.forEach(ProcessHandle::destroyForcibly);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Debian has servers where only root looks. */
  private static String program(String name) {
    Path file = Path.of("/usr/sbin", name);
    return Files.isExecutable(file) ? file.toString() : name;
  }
}
