package io.github.recordsplit.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.nio.file.Paths;

/** The jar that this class is in. */
final class Jar {
  private Jar() {}

  static Path path() {
    try {
      return Paths.get(Jar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
