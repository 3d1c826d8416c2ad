package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

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

  private void copyProgram(Class<?> program) throws IOException {
    String name = program.getName().replace('.', '/') + ".class";
    Path file = folder.resolve("programs").resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream in = program.getClassLoader().getResourceAsStream(name)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  void prepare() throws IOException {
    copyProgram(HelloWorld.class);
    copyProgram(FirstConnection.class);
    copyProgram(Tls.class);
    Files.writeString(folder.resolve("twenty.rules"), RULES);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    String name = EmptyAgent.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(folder.resolve("empty-agent.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest);
        InputStream in = EmptyAgent.class.getClassLoader().getResourceAsStream(name)) {
      jar.putNextEntry(new JarEntry(name));
      in.transferTo(jar);
    }
  }

  String empty() {
    return "-javaagent:" + folder.resolve("empty-agent.jar");
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
