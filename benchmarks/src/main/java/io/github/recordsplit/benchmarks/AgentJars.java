package io.github.recordsplit.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;

/** The agents that are compared, as JVM options. */
final class AgentJars {
  /** Twenty lines, as an operator with some history has them. */
  private static final String RULES =
      """
      # The systems that cannot change, and the peers that cannot follow.
      mode  selective
      scope vulnerable
      first split

      split app billing-*.jar
      split class com.acme.legacy.**
      split class com.acme.*.gateway.*
      split host partner.example.com:443
      split host *.bank.example
      split host 10.20.0.0/16
      split host 192.0.2.17:8443
      split host [2001:db8::17]:443
      never host mainframe.example.com
      never host *.storage.example:6789
      never class com.microsoft.sqlserver.** role client
      leave host 127.0.0.1
      split role server
      use   known-incompatible
      use   http-clients
      """;

  private static final String SILENT =
      "=otel.traces.exporter=none;otel.metrics.exporter=none;otel.logs.exporter=none";

  private final Path folder;
  private final Path ours;

  AgentJars(Path folder, Path ours) {
    this.folder = folder;
    this.ours = ours;
  }

  /**
   * A class path with the programs that start-up is measured on and nothing else: were the empty
   * agent's class on it too, the JVM would never open that agent's jar.
   */
  String programs() {
    return folder.resolve("programs").toString();
  }

  /** The same as jars, which is what the JVM can archive, with the classes of a large server. */
  String programJars() {
    return folder.resolve("programs.jar") + File.pathSeparator + folder.resolve("many.jar");
  }

  void prepare() throws IOException {
    List<Class<?>> programs =
        List.of(
            HelloWorld.class, FirstConnection.class, LargeServer.class, Memory.class, Tls.class);
    for (Class<?> program : programs) {
      Path file = folder.resolve("programs").resolve(fileName(program));
      Files.createDirectories(file.getParent());
      Files.write(file, bytes(program));
    }
    writeJar("programs.jar", new Manifest(), programs, null);
    ManyClasses.write(folder.resolve("many.jar"));
    Files.writeString(folder.resolve("twenty.rules"), RULES);
    writeJar("empty-agent.jar", manifest(EmptyAgent.class), List.of(EmptyAgent.class), null);
    writeJar("idle-agent.jar", manifest(IdleAgent.class), List.of(IdleAgent.class), null);
    writeJar(
        "byte-buddy-agent.jar",
        manifest(ByteBuddyAgent.class),
        List.of(ByteBuddyAgent.class, ByteBuddyAgent.Nothing.class),
        jarOf(AgentBuilder.class));
  }

  private static Manifest manifest(Class<?> agent) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Premain-Class", agent.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    return manifest;
  }

  /**
   * Writes a jar.
   *
   * @param library a jar whose classes are put into it, too, or null
   */
  private void writeJar(String name, Manifest manifest, List<Class<?>> classes, Path library)
      throws IOException {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (OutputStream file = Files.newOutputStream(folder.resolve(name));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      for (Class<?> type : classes) {
        jar.putNextEntry(new JarEntry(fileName(type)));
        jar.write(bytes(type));
      }
      if (library != null) {
        copyClasses(library, jar);
      }
    }
  }

  private static void copyClasses(Path library, JarOutputStream jar) throws IOException {
    try (JarFile from = new JarFile(library.toFile())) {
      for (JarEntry entry : Collections.list(from.entries())) {
        if (entry.getName().startsWith("net/") && !entry.isDirectory()) {
          jar.putNextEntry(new JarEntry(entry.getName()));
          from.getInputStream(entry).transferTo(jar);
        }
      }
    }
  }

  private static Path jarOf(Class<?> type) throws IOException {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static String fileName(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in = type.getClassLoader().getResourceAsStream(fileName(type))) {
      return in.readAllBytes();
    }
  }

  String empty() {
    return "-javaagent:" + folder.resolve("empty-agent.jar");
  }

  String idle() {
    return "-javaagent:" + folder.resolve("idle-agent.jar");
  }

  String byteBuddy() {
    return "-javaagent:" + folder.resolve("byte-buddy-agent.jar");
  }

  /**
   * Agents that operators know, by name; those that the build could fetch. None of them sends
   * anything anywhere.
   */
  Map<String, String> others() throws IOException {
    Path fetched = folder.resolveSibling("agents");
    Path exporter = folder.resolve("exporter.yaml");
    Files.writeString(exporter, "rules:\n- pattern: \".*\"\n");
    Map<String, String> options = new LinkedHashMap<>();
    options.put("JaCoCo", fetched.resolve("org.jacoco.agent-runtime.jar") + "=output=none");
    options.put(
        "jmx_exporter",
        fetched.resolve("jmx_prometheus_javaagent.jar") + "=127.0.0.1:0:" + exporter);
    options.put("OpenTelemetry", fetched.resolve("opentelemetry-javaagent.jar") + SILENT);
    options.values().removeIf(option -> !Files.exists(Path.of(option.replaceAll("=.*", ""))));
    options.replaceAll((name, option) -> "-javaagent:" + option);
    return options;
  }

  String ours() {
    return "-javaagent:" + ours;
  }

  String oursWithRules() {
    return ours() + "=rules=" + folder.resolve("twenty.rules");
  }

  String oursForAll() {
    return ours() + "=mode=all";
  }

  long bytes() throws IOException {
    return Files.size(ours);
  }
}
