package io.github.recordsplit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.LoggingApp;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jars;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordClient;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.SourceApp;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Application servers start with the agent, and the log manager is the one they brought. */
@Execution(ExecutionMode.CONCURRENT)
class LogManagersTest {
  private static final Path TOMCAT =
      SourceApp.compile(8, "TomcatApp", jar("tomcat-embed-core"), jar("tomcat-annotations-api"));
  private static final Path FELIX =
      SourceApp.compile(8, "FelixApp", jar("org.apache.felix.framework"), Target.apps());
  private static final Path JBOSS_LOGGING =
      Target.write(
          "log-managers/logging.properties",
          """
          logger.level=INFO
          logger.handlers=CONSOLE
          handler.CONSOLE=org.jboss.logmanager.handlers.ConsoleHandler
          handler.CONSOLE.properties=autoFlush,target
          handler.CONSOLE.autoFlush=true
          handler.CONSOLE.target=SYSTEM_OUT
          handler.CONSOLE.formatter=PATTERN
          formatter.PATTERN=org.jboss.logmanager.formatters.PatternFormatter
          formatter.PATTERN.properties=pattern
          formatter.PATTERN.pattern=jboss: %s%n
          """);
  private static final Path APPS = Jars.of("log-managers/apps.jar", LoggingApp.class);

  @TestFactory
  Stream<DynamicTest> tomcat() {
    Path[] path = {
      TOMCAT, jar("tomcat-embed-core"), jar("tomcat-annotations-api"), jar("tomcat-juli")
    };
    return Jdks.some(
        jdk -> {
          ChildJvm jvm =
              jvm(jdk)
                  .property("java.util.logging.manager", "org.apache.juli.ClassLoaderLogManager")
                  .main(path(path), "TomcatApp", Target.file("tomcat/" + jdk).toString());
          try (Child child = jvm.start()) {
            int port = Integer.parseInt(child.awaitLine("^port (\\d+)").group(1));
            try (RecordClient client = RecordClient.connect(Tls.V1_0_CBC, Protocol.HTTP, port)) {
              String request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
              List<Integer> records =
                  client.exchange(request.getBytes(StandardCharsets.US_ASCII)).records();
              assertEquals(1, records.get(0), records::toString);
              assertEquals(2, records.size(), records::toString);
            }
            child.closeInput();
            Result result = child.await();
            assertManager(result, "org.apache.juli.ClassLoaderLogManager");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> jbossModules() throws IOException {
    String logging = "org/jboss/logmanager/main/module.xml";
    module(
        "org/wildfly/common/main/module.xml",
        "org.wildfly.common",
        jar("wildfly-common"),
        "",
        "java.se");
    module(
        logging,
        "org.jboss.logmanager",
        jar("jboss-logmanager"),
        "",
        "java.se",
        "org.wildfly.common");
    String services = "<module name='org.jboss.logmanager' services='import'/>";
    String main = "<main-class name='" + LoggingApp.class.getName() + "'/>";
    module("app/main/module.xml", "app", APPS, main, "java.se", services);
    return Jdks.some(
        jdk -> {
          Path launcher = jar(jdk.feature() < 24 ? "jboss-modules" : "jboss-modules-2");
          Result result =
              jvm(jdk)
                  .property("logging.configuration", JBOSS_LOGGING.toUri().toString())
                  .jar(launcher, "-mp", Target.file("jboss/.").toString(), "app")
                  .run();
          assertManager(result, "org.jboss.logmanager.LogManager");
          result.check(
              result.stdout().contains("jboss: said by the application"), "JBoss logs nothing");
          assertWorks(result);
        });
  }

  @TestFactory
  Stream<DynamicTest> felix() throws IOException {
    Path bundle = bundle();
    Path path = path(FELIX, jar("org.apache.felix.framework"));
    return Jdks.some(
        jdk -> {
          Path storage = Target.file("felix/" + jdk);
          Result result =
              jvm(jdk).main(path, "FelixApp", storage.toString(), bundle.toString()).run();
          assertManager(result, "java.util.logging.LogManager");
          assertWorks(result);
          assertTrue(result.stdout().stream().anyMatch(l -> l.matches("loader .*Bundle.*")));
          assertTrue(result.stdout().contains("stopped"));
        });
  }

  private static ChildJvm jvm(Jdk jdk) {
    return ChildJvm.on(jdk).brief().agent("mode=all").timeout(Duration.ofSeconds(40));
  }

  /** A log manager that JUL cannot find at its first use is replaced, with a complaint. */
  private static void assertManager(Result result, String name) {
    result.check(result.status() == 0, "exit status");
    result.check(result.stdout().contains("manager " + name), "the log manager is another one");
    result.check(
        result.stderr().stream().noneMatch(l -> l.matches(".*(?i)(log ?manager|error).*")),
        "complaints");
    result.check(
        result.stderr().stream().anyMatch(l -> l.matches("recordsplit: mode all.* 8 of 8")),
        "the agent is not there");
  }

  private static void assertWorks(Result result) {
    result.check(result.stdout().contains("records [1, 99]"), "not split");
    result.check(result.stdout().contains("registered true"), "no MBean");
    String all = String.join("\n", result.stdout()) + String.join("\n", result.stderr());
    result.check(all.contains("said by the application"), "the application cannot log");
  }

  private static Path jar(String name) {
    return Target.file("servers/" + name + ".jar");
  }

  private static Path path(Path... entries) {
    return Path.of(
        String.join(File.pathSeparator, Stream.of(entries).map(Path::toString).toList()));
  }

  private static void module(
      String file, String name, Path jar, String extra, String... dependencies) throws IOException {
    Path xml = Target.file("jboss/" + file);
    Path copy = xml.resolveSibling(jar.getFileName());
    Files.write(copy, Files.readAllBytes(jar));
    StringBuilder text = new StringBuilder("<module xmlns='urn:jboss:module:1.9' name='");
    text.append(name).append("'>").append(extra).append("<resources><resource-root path='");
    text.append(copy.getFileName()).append("'/></resources><dependencies>");
    for (String dependency : dependencies) {
      boolean whole = dependency.startsWith("<");
      text.append(whole ? dependency : "<module name='" + dependency + "'/>");
    }
    Files.writeString(xml, text.append("</dependencies></module>"));
  }

  /** The applications with an activator, as a bundle. */
  private static Path bundle() throws IOException {
    Path bundle = Target.file("log-managers/bundle.jar");
    Manifest manifest = new Manifest();
    List<String[]> lines =
        List.of(
            new String[] {"Manifest-Version", "1.0"},
            new String[] {"Bundle-ManifestVersion", "2"},
            new String[] {"Bundle-SymbolicName", "app"},
            new String[] {"Bundle-Activator", "FelixApp$Activator"},
            new String[] {"Import-Package", "org.osgi.framework,javax.net.ssl,javax.management"});
    lines.forEach(line -> manifest.getMainAttributes().putValue(line[0], line[1]));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(bundle), manifest);
        JarFile apps = new JarFile(APPS.toFile())) {
      for (JarEntry entry : apps.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        out.putNextEntry(new JarEntry(entry.getName()));
        out.write(apps.getInputStream(entry).readAllBytes());
      }
      String activator = "FelixApp$Activator.class";
      out.putNextEntry(new JarEntry(activator));
      Files.copy(FELIX.resolve(activator), out);
    }
    return bundle;
  }
}
