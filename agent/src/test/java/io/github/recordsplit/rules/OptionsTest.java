package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
  @Test
  void noArgumentMeansAllDefaults() throws Exception {
    for (String none : new String[] {null, ""}) {
      Options options = Options.parse(none);
      assertNull(options.rules());
      assertNull(options.dump());
      assertEquals(LogLevel.DEFAULT, options.log());
      assertEquals(OnFailure.WARN, options.onFailure());
      Policy policy = options.policy();
      assertSame(Rules.NONE, policy.rules());
      assertPolicy(policy, Mode.SELECTIVE, Scope.VULNERABLE, First.SPLIT);
    }
  }

  @Test
  void readsEveryKey(@TempDir Path directory) throws Exception {
    String dump = directory.resolve("new/deeper").toString();
    Options options =
        Options.parse(
            "mode=1,scope=any,first=whole,log=debug,on-failure=refuse,dump="
                + dump
                + ",rules=a=b c");
    assertPolicy(policy("mode=1,scope=any,first=whole", ""), Mode.ALL, Scope.ANY, First.WHOLE);
    assertEquals("a=b c", options.rules());
    assertEquals(new File(dump), options.dump());
    assertEquals(LogLevel.DEBUG, options.log());
    assertEquals(OnFailure.REFUSE, options.onFailure());
  }

  @Test
  void optionWinsOverDirective(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("r.txt");
    Files.writeString(file, "mode all\nscope any\nfirst whole\nsplit app x\nnever app y\n");
    String rules = "rules=" + file;
    assertPolicy(policy(rules, "x"), Mode.ALL, Scope.ANY, First.WHOLE);
    assertPolicy(
        policy("mode=none,scope=vulnerable,first=split," + rules, "x"),
        Mode.NONE,
        Scope.VULNERABLE,
        First.SPLIT);
    assertEquals("[split app x]", policy(rules, "x").rules().all().toString());
  }

  @Test
  void rulesWithoutModeAreSelective(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("r.txt");
    Files.writeString(file, "split host a");
    assertPolicy(policy("rules=" + file, ""), Mode.SELECTIVE, Scope.VULNERABLE, First.SPLIT);
  }

  @Test
  void applicationIsNamedByJarOrMainClass() {
    assertEquals("billing-1.2.jar", Application.of("/opt/app/billing-1.2.jar --port 1 x.jar"));
    assertEquals("billing.jar", Application.of("/opt/my apps/billing.jar --port 1"));
    assertEquals("billing.jar", Application.of("C:\\Program Files\\billing.jar"));
    assertEquals("jenkins.war", Application.of("/opt/jenkins.war --httpPort=80"));
    assertEquals("com.acme.Main", Application.of("com.acme.Main /data/other.jar"));
    assertEquals("com.acme.Main", Application.of("com.acme.module/com.acme.Main a b"));
    assertEquals("com.acme.Main", Application.of("com.acme.Main"));
    assertEquals("", Application.of(""));
  }

  @Test
  void relativeJarWithSpacesIsBelievedWhereItExists() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target"), "my apps ");
    Path jar = Files.createFile(directory.resolve("b.jar"));
    assertEquals("b.jar", Application.of(jar + " arg"));
    assertEquals("my", Application.of("target/my apps/none.jar arg"));
  }

  @Test
  void propertyNamesTheApplicationFirst() {
    String before = System.getProperty("recordsplit.app");
    System.setProperty("recordsplit.app", "shop");
    try {
      assertEquals("shop", Application.name());
    } finally {
      if (before == null) {
        System.clearProperty("recordsplit.app");
      }
    }
  }

  private static void assertPolicy(Policy policy, Mode mode, Scope scope, First first) {
    assertEquals(mode, policy.mode());
    assertEquals(scope, policy.scope());
    assertEquals(first, policy.first());
  }

  /** As the agent makes it before {@code main} and at the first TLS class. */
  static Policy policy(String text, String app) throws ConfigException {
    Options options = Options.parse(text);
    if (options.rules() != null) {
      options.readRules(app);
    }
    return options.policy();
  }
}
