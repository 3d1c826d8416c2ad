package io.github.recordsplit.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fresh JVM with an application in it, started as an operator would, and every class verified.
 *
 * <p>The default key store and trust store are {@link Keys}, and TLS 1.0 is allowed the way that
 * its users allow it: with one security property.
 */
public final class ChildJvm {
  // Written once: another child may be reading it.
  private static final Path ALLOW_TLS_1_0 =
      Target.write(
          "harness/tls10.security",
          "jdk.tls.disabledAlgorithms=SSLv3, RC4, DES, MD5withRSA, DH keySize < 1024,"
              + " EC keySize < 224, anon, NULL, ECDH\n");

  private final Jdk jdk;
  private final List<String> starter = new ArrayList<>();
  private final List<String> agents = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> application = new ArrayList<>();
  private String classPath = Target.apps().toString();
  private String input = "";
  private Duration timeout = Duration.ofMinutes(2);

  private ChildJvm(Jdk jdk) {
    this.jdk = jdk;
  }

  public static ChildJvm on(Jdk jdk) {
    ChildJvm child = new ChildJvm(jdk);
    child.property("java.security.properties", ALLOW_TLS_1_0.toString());
    for (String store : List.of("keyStore", "trustStore")) {
      child.property("javax.net.ssl." + store, Keys.store().toString());
      child.property("javax.net.ssl." + store + "Password", Keys.PASSWORD);
    }
    return child;
  }

  /** Our agent with these options; call it twice to have it twice. */
  public ChildJvm agent(String options) {
    return agent(Target.agentJar(), options);
  }

  public ChildJvm agent(Path jar, String options) {
    agents.add("-javaagent:" + jar + (options.isEmpty() ? "" : "=" + options));
    return this;
  }

  public ChildJvm property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** A program, and its arguments, that starts the JVM in its own place. */
  public ChildJvm startedBy(List<String> program) {
    starter.addAll(program);
    return this;
  }

  /** Any other option of the JVM. */
  public ChildJvm flag(String flag) {
    flags.add(flag);
    return this;
  }

  /** For a JVM that lives for a second: optimising costs it more than it gains. */
  public ChildJvm brief() {
    return flag("-XX:TieredStopAtLevel=1").flag("-XX:+UseSerialGC");
  }

  public ChildJvm environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public ChildJvm classPath(String path) {
    classPath = path;
    return this;
  }

  public ChildJvm main(Class<?> main, String... arguments) {
    application.addAll(List.of("-cp", classPath, main.getName()));
    application.addAll(Arrays.asList(arguments));
    return this;
  }

  /** A main class by name, on the class path that was given. */
  public ChildJvm main(String main, String... arguments) {
    application.addAll(List.of("-cp", classPath, main));
    application.addAll(Arrays.asList(arguments));
    return this;
  }

  /** A main class that is not one of this module's. */
  public ChildJvm main(Path path, String main, String... arguments) {
    application.addAll(List.of("-cp", path.toString(), main));
    application.addAll(Arrays.asList(arguments));
    return this;
  }

  /** A main class that is on the class path given before. */
  public ChildJvm mainNamed(String main, String... arguments) {
    application.addAll(List.of("-cp", classPath, main));
    application.addAll(Arrays.asList(arguments));
    return this;
  }

  /** A main class in a named module. */
  public ChildJvm module(String path, String main, String... arguments) {
    application.addAll(List.of("--module-path", path, "-m", main));
    application.addAll(Arrays.asList(arguments));
    return this;
  }

  public ChildJvm jar(Path jar, String... arguments) {
    application.addAll(List.of("-jar", jar.toString()));
    application.addAll(Arrays.asList(arguments));
    return this;
  }

  public ChildJvm input(String text) {
    input = text;
    return this;
  }

  public ChildJvm timeout(Duration limit) {
    timeout = limit;
    return this;
  }

  /** What an operator set for it is where another user can read it. */
  public ChildJvm readableBy(OtherUser user) throws IOException {
    for (String name : List.copyOf(properties.keySet())) {
      Path file = Path.of(properties.get(name));
      if (file.isAbsolute() && Files.isRegularFile(file)) {
        property(name, user.share(file).toString());
      }
    }
    return this;
  }

  /** Runs it to its end. */
  public Result run() {
    try (Child child = start()) {
      child.type(input);
      child.closeInput();
      return child.await();
    }
  }

  /** Starts it; the caller talks to it, awaits it or closes it. */
  public Child start() {
    ProcessBuilder builder = new ProcessBuilder(command());
    // Each of these would put options of the machine into the JVM, and a line on its stderr.
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")
        .forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    try {
      return new Child(builder, timeout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(starter);
    command.add(jdk.java().toString());
    command.add("-Xverify:all");
    command.addAll(flags);
    command.addAll(agents);
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(application);
    return command;
  }
}
