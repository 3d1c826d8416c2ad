package io.github.recordsplit.tools.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.nio.file.Paths;

/** The jar that this class is in. */
final class AgentJar {
  private AgentJar() {}

  static Path path() {
    try {
      return Paths.get(AgentJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
