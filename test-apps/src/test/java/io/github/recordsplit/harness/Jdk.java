package io.github.recordsplit.harness;

import java.nio.file.Path;

/** One Java runtime at hand: its feature version (8, 11, ...), full version string and home. */
public record Jdk(int feature, String version, Path home) {
  /** Its launcher: the same below a JDK and a JRE. */
  public Path java() {
    return home.resolve("bin").resolve("java");
  }

  @Override
  public String toString() {
    return "Java " + feature + " (" + version + ")";
  }
}
