package io.github.recordsplit.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Application jars, made from this module's compiled applications when a test wants one. */
public final class Jars {
  private Jars() {}

  /** A jar with all applications in it, which starts this one. */
  public static Path of(String name, Class<?> main) {
    Path jar = Target.file(name);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Path file : classFiles()) {
        String entry = Target.apps().relativize(file).toString().replace('\\', '/');
        out.putNextEntry(new ZipEntry(entry));
        Files.copy(file, out);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar of another agent, which is one of the applications and needs a library. */
  public static Path agent(String name, Class<?> agent, Class<?> library) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", agent.getName());
    attributes.putValue("Agent-Class", agent.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    URL needed = library.getProtectionDomain().getCodeSource().getLocation();
    attributes.put(Attributes.Name.CLASS_PATH, needed.toString());
    Path jar = Target.file(name);
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> classFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Target.apps())) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }
}
