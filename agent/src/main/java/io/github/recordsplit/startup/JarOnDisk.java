package io.github.recordsplit.startup;

import io.github.recordsplit.Agent;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

/** What stands at the path of the agent's jar. Read as a stream, which no JVM maps into memory. */
final class JarOnDisk {
  private JarOnDisk() {}

  /** Returns it in words that follow "the jar on disk", or null if it is what runs here. */
  static String other() {
    File file = Agent.jar();
    if (file == null) {
      return null;
    }
    try {
      return Agent.isReplaced() ? words(version(file)) : null;
    } catch (IOException e) {
      return file.exists() ? "cannot be read now" : "is gone";
    }
  }

  private static String words(String version) {
    return Agent.version().equals(version)
        ? "has other content now"
        : "is " + (version == null ? "of another kind" : "version " + version) + " now";
  }

  private static String version(File file) throws IOException {
    try (JarInputStream jar = new JarInputStream(new FileInputStream(file))) {
      Manifest manifest = jar.getManifest();
      return manifest == null
          ? null
          : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    }
  }
}
