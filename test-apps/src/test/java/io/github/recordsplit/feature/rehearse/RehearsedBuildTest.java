package io.github.recordsplit.feature.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Keys;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Shell;
import io.github.recordsplit.harness.SourceApp;
import io.github.recordsplit.harness.Target;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Tests that Surefire runs leave their file, and a build can fail on who broke in them. */
class RehearsedBuildTest {
  /** As the documents have it. */
  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>test</groupId>
        <artifactId>rehearsed</artifactId>
        <version>1</version>
        <build>
          <plugins>
            <plugin>
              <groupId>org.apache.maven.plugins</groupId>
              <artifactId>maven-surefire-plugin</artifactId>
              <version>SUREFIRE</version>
              <configuration>
                <argLine>-javaagent:AGENT=rules=RULES,report=LEFT PROPERTIES</argLine>
              </configuration>
            </plugin>
          </plugins>
        </build>
        <dependencies>
          <dependency>
            <groupId>org.junit.jupiter</groupId>
            <artifactId>junit-jupiter</artifactId>
            <version>JUPITER</version>
            <scope>test</scope>
          </dependency>
        </dependencies>
      </project>
      """;

  private final Jdk jdk = Jdks.running();

  @Test
  void failsOnWhoBreaks() throws Exception {
    Result result = rehearse("breaks", "rehearse class LoginTest role server\n", true);
    assertEquals(1, result.status(), () -> result.describe("rehearsed"));
    assertEquals(
        List.of("does NOT survive: LoginTest, 1 cut", "1 reader, 1 payload cut, 1 broke"),
        result.stdout());
  }

  @Test
  void passesWhoReadsOn() throws Exception {
    Result result = rehearse("reads-on", "rehearse class LoginTest role server\n", false);
    assertEquals(0, result.status(), () -> result.describe("rehearsed"));
    assertEquals(
        List.of("survives: LoginTest, 1 cut", "1 reader, 1 payload cut, 0 broke"), result.stdout());
  }

  @Test
  void failsOnTestsThatRehearsedNothing() throws Exception {
    Result result = rehearse("nothing", "rehearse class com.acme.**\n", false);
    assertEquals(1, result.status(), () -> result.describe("rehearsed"));
    assertEquals(
        List.of("no connection matched: rehearse class com.acme.**", "nothing was rehearsed"),
        result.stdout());
  }

  private Result rehearse(String name, String rules, boolean oneRead) throws Exception {
    Path project = Target.file("surefire/" + name + "/pom.xml").getParent();
    Path left = project.resolve("target/recordsplit");
    clear(left);
    Path classes = Files.createDirectories(project.resolve("target/test-classes"));
    Files.copy(
        SourceApp.compile(17, "LoginTest", classPath()).resolve("LoginTest.class"),
        classes.resolve("LoginTest.class"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(project.resolve("rules"), rules);
    String surefire = ofThisBuild("maven-surefire-plugin</artifactId>\\s*<version>(.*?)<");
    String pom =
        POM.replace("SUREFIRE", surefire)
            .replace("JUPITER", ofThisBuild("<junit.version>(.*?)<"))
            .replace("AGENT", Target.agentJar().toString())
            .replace("RULES", project.resolve("rules").toString())
            .replace("LEFT", left.toString())
            .replace("PROPERTIES", store("key") + store("trust") + "-DoneRead=" + oneRead);
    Files.writeString(project.resolve("pom.xml"), pom);
    surefire(project, surefire);
    return ChildJvm.on(jdk).brief().jar(Target.agentJar(), "rehearsed", left.toString()).run();
  }

  private void surefire(Path project, String version) {
    String goal = "org.apache.maven.plugins:maven-surefire-plugin:" + version + ":test";
    String repository = System.getProperty("maven.repo.local");
    String line = "mvn -o -q -B -Dmaven.repo.local=" + repository + ' ' + goal;
    Shell shell = new Shell(jdk, project, Map.of("JAVA_HOME", jdk.home().toString()));
    Assumptions.assumeTrue(shell.run("mvn -v", "").status() == 0, "mvn: not at hand, skipped");
    Result tests = shell.run(line, "");
    assertEquals(0, tests.status(), () -> tests.describe("surefire"));
  }

  private static String store(String kind) {
    String option = "-Djavax.net.ssl." + kind + "Store";
    return option + '=' + Keys.store() + ' ' + option + "Password=" + Keys.PASSWORD + ' ';
  }

  private static Path[] classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .toArray(Path[]::new);
  }

  private static String ofThisBuild(String version) throws IOException {
    Path target = Target.file("surefire").getParent();
    String pom = Files.readString(target.resolve("../../pom.xml"));
    Matcher found = Pattern.compile(version).matcher(pom);
    return found.find() ? found.group(1) : "none";
  }

  private static void clear(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
