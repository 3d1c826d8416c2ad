package io.github.recordsplit.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A server program of the machine on a free port of the loopback interface, in a folder of its own;
 * closing it ends it with its children and deletes the folder.
 */
public final class Daemon implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);

  private final Path folder;
  private final String user;
  private final int port = freePort();
  private Process process;

  private Daemon(Path folder, String user) {
    this.folder = folder;
    this.user = user;
  }

  /**
   * Makes the folder, with {@link Keys#pem} in it; the test is skipped where the program is
   * missing.
   *
   * @param user whom a server that refuses root runs as, if the tests are root's; else null
   */
  static Daemon of(Path program, String user) {
    boolean there = program != null && Files.isExecutable(program);
    String name = program == null ? "a server" : program.getFileName().toString();
    TookPart.record(name + (there ? "" : ": not at hand, skipped"));
    Assumptions.assumeTrue(there, () -> name + " is not at hand");
    try {
      Path folder = Files.createTempDirectory("recordsplit-" + name);
      Daemon daemon =
          new Daemon(folder, "root".equals(System.getProperty("user.name")) ? user : null);
      Files.copy(Keys.pem(), daemon.pem(), StandardCopyOption.REPLACE_EXISTING);
      daemon.own(daemon.pem(), "rw-------");
      daemon.own(folder, "rwxr-xr-x");
      return daemon;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  Path folder() {
    return folder;
  }

  /** Certificate and key, which nobody else can read. */
  Path pem() {
    return folder.resolve("server.pem");
  }

  /** Writes a configuration file, in which {@code $D} is the folder and {@code $P} the port. */
  Path config(String text) {
    try {
      String filled = text.replace("$D", folder.toString()).replace("$P", port + "");
      return Files.writeString(folder.resolve("config"), filled);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end, as the server's user. */
  Daemon prepare(Object... command) {
    try {
      Process made = builder(command).start();
      if (!made.waitFor(START.toSeconds(), TimeUnit.SECONDS) || made.exitValue() != 0) {
        throw failed("cannot prepare");
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Starts the server and waits until it listens. */
  Daemon start(Object... command) {
    try {
      process = builder(command).start();
      long deadline = System.nanoTime() + START.toNanos();
      while (!listens()) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw failed("does not listen");
        }
        Thread.sleep(20);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      List<ProcessHandle> all =
          Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
      process.destroy();
      try {
        process.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      all.forEach(ProcessHandle::destroyForcibly);
    }
    delete();
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.out.println("left behind: " + folder);
    }
  }

  private ProcessBuilder builder(Object... command) {
    List<String> words = new ArrayList<>();
    if (user != null) {
      words.addAll(List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups"));
    }
    Stream.of(command).map(Object::toString).forEach(words::add);
    return new ProcessBuilder(words)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
  }

  private Path log() {
    return folder.resolve("log");
  }

  private AssertionError failed(String what) throws IOException {
    String said = Files.readString(log());
    close();
    return new AssertionError(folder.getFileName() + " " + what + ":\n" + said);
  }

  private IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    close();
    return new IllegalStateException(e);
  }

  private void own(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    if (user != null) {
      Files.setOwner(
          file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
