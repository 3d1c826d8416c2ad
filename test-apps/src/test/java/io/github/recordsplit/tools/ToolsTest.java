package io.github.recordsplit.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Keys;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code JAVA_TOOL_OPTIONS} reaches the JDK's tools, for which the agent changes nothing. */
@Execution(ExecutionMode.CONCURRENT)
class ToolsTest {
  private static final String HARMLESS = "-Drecordsplit.app=tools";
  private static final Path SOURCE = Target.write("tools/Some.java", "class Some { int x; }\n");

  private record Ran(int status, String stdout, String stderr) {}

  @TestFactory
  Stream<DynamicTest> toolsDoTheSame() {
    return Jdks.some(
        jdk -> {
          assertSame(jdk, "keytool", "-list", "-keystore", store(), "-storepass", Keys.PASSWORD);
          assertSame(jdk, "keytool", "-list", "-keystore", "none", "-storepass", Keys.PASSWORD);
          assertSame(jdk, "jcmd", String.valueOf(ProcessHandle.current().pid()), "VM.version");
          assertSame(jdk, "jcmd", "999999999", "VM.version");
          assertSame(
              jdk, "javac", "-d", Target.file("tools/x").getParent().toString(), "nothing.java");
          javac(jdk);
        });
  }

  private static void javac(Jdk jdk) throws IOException, InterruptedException {
    Path classes = Target.file("tools/" + jdk.feature() + "/Some.class");
    if (assertSame(jdk, "javac", "-d", classes.getParent().toString(), SOURCE.toString())) {
      byte[] with = Files.readAllBytes(classes);
      run(jdk, HARMLESS, "javac", "-d", classes.getParent().toString(), SOURCE.toString());
      assertArrayEquals(Files.readAllBytes(classes), with);
    }
  }

  /** Returns whether there is such a tool: a JRE has few. */
  private static boolean assertSame(Jdk jdk, String... command)
      throws IOException, InterruptedException {
    if (!Files.exists(jdk.home().resolve("bin").resolve(command[0]))) {
      return false;
    }
    String agent = "-javaagent:" + Target.agentJar() + "=mode=all";
    Ran without = run(jdk, HARMLESS, command);
    Ran with = run(jdk, agent, command);
    assertEquals(
        without.stderr.replace(HARMLESS, agent), with.stderr, () -> jdk + " " + List.of(command));
    assertEquals(without.stdout, with.stdout);
    assertEquals(without.status, with.status);
    return true;
  }

  private static Ran run(Jdk jdk, String options, String... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("recordsplit", ".out");
    Path err = Files.createTempFile("recordsplit", ".err");
    String tool = jdk.home().resolve("bin").resolve(command[0]).toString();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.command().set(0, tool);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("JAVA_TOOL_OPTIONS", options);
    int status = builder.start().waitFor();
    Ran ran = new Ran(status, Files.readString(out), Files.readString(err));
    Files.delete(out);
    Files.delete(err);
    return ran;
  }

  private static String store() {
    return Keys.store().toString();
  }
}
