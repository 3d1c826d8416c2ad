package io.github.recordsplit.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** Where tests find what was built and put what they make: this module's target folder. */
public final class Target {
  private Target() {}

  /** A path in the target folder, whose parent folder exists. */
  public static Path file(String name) {
    Path file =
        Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target").resolve(name);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** The applications under test, compiled. */
  public static Path apps() {
    return file("classes");
  }

  /** The agent as an operator gets it. */
  public static Path agentJar() {
    String jar = System.getProperty("recordsplit.agent.jar");
    if (jar == null) {
      throw new IllegalStateException("run by Maven, or with -Drecordsplit.agent.jar=FILE");
    }
    return Path.of(jar).toAbsolutePath().normalize();
  }

  /** The agent's version, as its manifest has it. */
  public static String agentVersion() {
    try (JarFile jar = new JarFile(agentJar().toFile())) {
      return jar.getManifest().getMainAttributes().getValue("Implementation-Version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path write(String name, String text) {
    try {
      return Files.writeString(file(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
