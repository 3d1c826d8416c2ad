package io.github.recordsplit.documents;

import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Command lines that {@link DocumentsTest} does not run, and why. */
final class Elsewhere {
  private static final String NOT_OURS = "a program that is not ours, and changes the machine";
  private static final String FRAGMENT = "the beginning of others, which are run";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("-javaagent:…=", FRAGMENT),
          Map.entry("kubectl apply", NOT_OURS),
          Map.entry("systemctl daemon-reload", NOT_OURS),
          Map.entry("tomcat10w.exe //ES//Tomcat10", NOT_OURS),
          Map.entry("chmod o-w", NOT_OURS),
          Map.entry("apt-get install haproxy stunnel4", NOT_OURS),
          Map.entry("chrt -f 50 mvn …", NOT_OURS),
          Map.entry("perf record -e cpu-clock", NOT_OURS),
          Map.entry("jcmd PID PerfCounter.print", NOT_OURS),
          Map.entry(
              "java -javaagent:recordsplit-agent.jar=rules=${basedir}/rehearse.rules,"
                  + "report=${basedir}/target/recordsplit</argLine> -jar legacy.jar",
              "RehearsedBuildTest has the same"),
          Map.entry(
              "java -javaagent:recordsplit-agent.jar=rules=$projectDir/rehearse.rules,"
                  + "report=$buildDir/recordsplit -jar legacy.jar",
              "Gradle is not at hand; its test JVMs get it as those of Surefire do"),
          Map.entry("sudo -u billing java -jar …", "OtherUserTest has the same"));

  private static final Pattern PROFILE = Pattern.compile(" -P(\\S+)");
  private static final Pattern PROPERTY = Pattern.compile(" -D([^=\\s]+)");
  private static final Pattern TEST = Pattern.compile(" -Dtest=(\\w+)");

  /** Surefire's, and one that a test reads. */
  private static final Set<String> OF_TESTS =
      Set.of("test", "surefire.failIfNoSpecifiedTests", "skipTests", "foreign");

  private Elsewhere() {}

  static Set<String> lines() {
    return REASONS.keySet();
  }

  static boolean has(String line) {
    return line.startsWith("mvn ") ? isOfTheBuild(line) : REASONS.containsKey(line);
  }

  /** Run by {@code .ci/run}, or made of the build's own profiles, properties and tests. */
  private static boolean isOfTheBuild(String line) {
    return read(".ci/run").contains("\n" + line + "\n")
        || (each(PROFILE, line, Elsewhere::isProfile)
            && each(PROPERTY, line, Elsewhere::isProperty)
            && each(TEST, line, Elsewhere::isTest));
  }

  private static boolean each(Pattern pattern, String line, Predicate<String> known) {
    return pattern.matcher(line).results().map(found -> found.group(1)).allMatch(known);
  }

  private static boolean isProfile(String name) {
    return read("pom.xml").contains("<id>" + name + "</id>");
  }

  private static boolean isProperty(String name) {
    return OF_TESTS.contains(name) || read("benchmarks/pom.xml").contains("<" + name + ">");
  }

  private static boolean isTest(String name) {
    try (Stream<Path> files = Files.walk(Target.file("test-classes/io"))) {
      return files.anyMatch(file -> file.endsWith(name + ".class"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(Target.file("../..").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
