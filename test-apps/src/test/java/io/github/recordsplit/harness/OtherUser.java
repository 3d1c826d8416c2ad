package io.github.recordsplit.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A user of this machine who owns nothing that tests make. Only root can act as one. */
public final class OtherUser {
  private static final List<String> STARTER =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private final Path folder;

  private OtherUser(Path folder) {
    this.folder = folder;
  }

  /** The calling test is skipped where this is not permitted. */
  public static OtherUser assume() throws IOException, InterruptedException {
    boolean permitted;
    try {
      permitted = new ProcessBuilder(command("true")).start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      permitted = false;
    }
    String what = "another user (setpriv)" + (permitted ? "" : ": not permitted, skipped");
    if (!permitted) {
      System.out.println(what);
    }
    TookPart.record(what);
    Assumptions.assumeTrue(permitted, what);
    return new OtherUser(readable());
  }

  /** The build's folder may be closed to others. */
  private static Path readable() throws IOException {
    Path folder = Files.createTempDirectory("recordsplit-test");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path jar = Files.copy(Target.agentJar(), folder.resolve(Target.agentJar().getFileName()));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    folder.toFile().deleteOnExit(); // after what is in it
    jar.toFile().deleteOnExit();
    return folder;
  }

  /** What a {@link ChildJvm} is started by. */
  public List<String> starter() {
    return STARTER;
  }

  /** The agent where this user can read it. */
  public Path agentJar() {
    return folder.resolve(Target.agentJar().getFileName());
  }

  /** A copy of a folder that this user can read. */
  public Path readable(Path classes) throws IOException, InterruptedException {
    Path copy = folder.resolve(classes.getFileName());
    String[] copying = {"cp", "-r", classes.toString(), copy.toString()};
    if (!Files.exists(copy) && new ProcessBuilder(copying).start().waitFor() != 0) {
      throw new IOException(copy.toString());
    }
    return copy;
  }

  /** A copy of a file that this user can read. */
  public Path share(Path file) throws IOException {
    Path copy = folder.resolve(file.getFileName());
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
    copy.toFile().deleteOnExit();
    return copy;
  }

  /** Runs a program that must succeed. */
  public void run(String... program) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command(program)).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", program) + " failed");
    }
  }

  private static List<String> command(String... program) {
    List<String> command = new ArrayList<>(STARTER);
    command.addAll(List.of(program));
    return command;
  }
}
