package io.github.recordsplit.tools.cli;

import io.github.recordsplit.Agent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jar that this class is in, and others like it. */
final class AgentJar {
  /** Many JVMs have the same jars open. */
  private static final Map<Object, Boolean> KNOWN = new ConcurrentHashMap<>();

  private AgentJar() {}

  static Path path() {
    try {
      return Paths.get(AgentJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a jar is this agent's, of whatever version, by what its manifest says. */
  static boolean is(Path jar) throws IOException {
    BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
    String key = file.fileKey() + " " + file.lastModifiedTime() + " " + file.size();
    Boolean known = KNOWN.get(key);
    if (known == null) {
      known = namesAgent(jar);
      KNOWN.put(key, known);
    }
    return known;
  }

  private static boolean namesAgent(Path jar) {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      Manifest manifest = file.getManifest();
      return manifest != null
          && Agent.class.getName().equals(manifest.getMainAttributes().getValue("Premain-Class"));
    } catch (IOException | SecurityException e) {
      return false;
    }
  }
}
