package io.github.recordsplit.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * OpenSSL's command line as the other end: it has never heard of us, and tells what it received.
 */
public final class OpenSsl {
  /** TLS 1.0 with AES-CBC, which the defaults of current distributions rule out. */
  public static final List<String> TLS_1_0_CBC =
      List.of("-tls1", "-cipher", "AES128-SHA:ECDHE-RSA-AES128-SHA:@SECLEVEL=0");

  private static final Pattern RECORD =
      Pattern.compile("<<< .*RecordHeader.*\\R\\s+17 \\S\\S \\S\\S (\\S\\S) (\\S\\S)");

  private final Path program;

  private OpenSsl(Path program) {
    this.program = program;
  }

  /** The program; the calling test is skipped when there is none. */
  public static OpenSsl assume() {
    String missing = "OpenSSL: no openssl on the PATH, skipped";
    Optional<OpenSsl> found = find();
    TookPart.record(found.map(OpenSsl::version).orElse(missing));
    if (found.isEmpty()) {
      System.out.println(missing);
    }
    Assumptions.assumeTrue(found.isPresent(), missing);
    return found.get();
  }

  /** A server of TLS 1.0 that answers each line with that line reversed, for one connection. */
  public Child reversingServer(Path messages) {
    return reversingServer(messages, 1, TLS_1_0_CBC);
  }

  /** The same, for a number of connections and with options for its versions and suites. */
  public Child reversingServer(Path messages, int connections, List<String> options) {
    String pem = Keys.pem().toString();
    List<String> command = connection("s_server", messages, options);
    command.addAll(List.of("-accept", "127.0.0.1:0", "-naccept", connections + "", "-rev"));
    command.addAll(List.of("-cert", pem, "-key", pem));
    return start(command);
  }

  /** Waits until such a server listens; returns the port that it chose. */
  public static int port(Child server) {
    return Integer.parseInt(server.awaitLine("ACCEPT .*:(\\d+)").group(1));
  }

  /** A client of TLS 1.0 that sends its input and prints what comes back. */
  public Child client(int port, Path messages) {
    return client(port, messages, TLS_1_0_CBC);
  }

  /** The same, with options for its versions and suites. */
  public Child client(int port, Path messages, List<String> options) {
    List<String> command = connection("s_client", messages, options);
    command.addAll(List.of("-connect", "127.0.0.1:" + port, "-nocommands"));
    command.addAll(List.of("-CAfile", Keys.pem().toString(), "-verify_return_error"));
    return start(command);
  }

  /** The lengths, encrypted, of the application-data records that OpenSSL says it received. */
  public static List<Integer> received(Path messages) throws IOException {
    return RECORD
        .matcher(Files.readString(messages))
        .results()
        .map(m -> Integer.valueOf(m.group(1) + m.group(2), 16))
        .toList();
  }

  private static List<String> connection(String verb, Path messages, List<String> options) {
    List<String> command = new ArrayList<>(List.of(verb, "-msg", "-msgfile", messages.toString()));
    command.addAll(options);
    return command;
  }

  private Child start(List<String> arguments) {
    List<String> command = new ArrayList<>(arguments);
    command.add(0, program.toString());
    try {
      return new Child(new ProcessBuilder(command), Duration.ofMinutes(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<OpenSsl> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "openssl"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(OpenSsl::new);
  }

  private String version() {
    try (Child child = start(List.of("version"))) {
      return child.await().stdout().get(0);
    }
  }
}
