package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /** A mode that is an option goes before the whole line of the file. */
  @Test
  void aDryRunStandsInOptionsOrTheFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("r.txt");
    Files.writeString(file, "mode all dry-run # for now");
    String rules = "rules=" + file;
    assertEquals("all dry-run", policy(rules, "").setting().toString());
    assertEquals("all", policy("dry-run=false," + rules, "").setting().toString());
    assertEquals("none", policy("mode=none," + rules, "").setting().toString());
    assertEquals("none dry-run", policy("mode=2,dry-run=true," + rules, "").setting().toString());
    Files.writeString(file, "mode 1");
    assertEquals("all dry-run", policy("dry-run=true," + rules, "").setting().toString());
    assertEquals("selective dry-run", policy("dry-run=true", "").setting().toString());
    OutsideOptions outside = outside("dry-run=true,mode=all", "dry-run=false");
    Options options = Options.parse("", outside);
    assertEquals("all dry-run", options.policy().setting().toString());
    assertEquals("-Drecordsplit.dry-run", options.source(4));
    options = Options.parse("", outside("", "dry-run=true"));
    assertEquals("RECORDSPLIT_DRY_RUN", options.source(4));
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

  /** Behind the agent comes first, then a property, then the environment. */
  @Test
  void optionsStandElsewhereToo() throws Exception {
    OutsideOptions outside =
        outside("mode=all,scope=any,on-failure=refuse", "mode=none,scope=any,first=whole,rules=/x");
    for (String argument : new String[] {"mode=selective", "mode=selective,dump=."}) {
      Options options = Options.parse(argument, outside);
      assertEquals("/x", options.rules());
      assertTrue(options.refuses());
      assertPolicy(options.policy("", Rules.NONE), Mode.SELECTIVE, Scope.ANY, First.WHOLE);
      assertEquals("agent option", options.source(1));
      assertEquals("selective", options.value(1));
      assertEquals("-Drecordsplit.scope", options.source(2));
      assertEquals("RECORDSPLIT_FIRST", options.source(3));
      assertEquals("-Drecordsplit.on-failure", options.source(8));
      assertEquals("RECORDSPLIT_RULES", options.source(0));
      assertNull(options.source(4));
    }
    assertPolicy(
        Options.parse(null, outside).policy("", Rules.NONE), Mode.ALL, Scope.ANY, First.WHOLE);
  }

  @Test
  void whatStandsElsewhereIsNamedWhereItIsWrong() {
    assertWrong(
        "-Drecordsplit.mode: unknown mode 'al', did you mean 'all'? (expected selective, all or none)",
        outside("mode=al", "mode=all"));
    assertWrong("RECORDSPLIT_LOG at column 4: log=off takes no file", outside("", "log=off:x"));
    assertWrong(
        "-Drecordsplit.scope: the option 'scope' needs a value (expected vulnerable or any)",
        outside("scope=", ""));
    OutsideOptions misspelt = outside("", "");
    misspelt.property("mdoe", "all");
    assertWrong(
        "-Drecordsplit.mdoe: unknown option 'mdoe', did you mean 'mode'? (expected rules, mode,"
            + " scope, first, dry-run, log, report, dump or on-failure)",
        misspelt);
  }

  /** A comma ends a value behind the agent only; an empty variable is as good as none. */
  @Test
  void valuesElsewhereAreTakenAsTheyAre() throws Exception {
    Options options = Options.parse("", outside("", "rules=/a,mode=all"));
    assertEquals("/a", options.rules());
    String[] none = new String[OutsideOptions.KEYS.length];
    String[] variables = none.clone();
    variables[0] = "/a,mode=all";
    variables[1] = "";
    options = Options.parse("", OutsideOptions.of(none, variables));
    assertEquals("/a,mode=all", options.rules());
    assertEquals(Mode.SELECTIVE, options.policy("", Rules.NONE).mode());
  }

  private static void assertWrong(String sentence, OutsideOptions outside) {
    ConfigException wrong =
        assertThrows(ConfigException.class, () -> Options.parse("first=whole", outside));
    assertEquals("recordsplit: " + sentence, wrong.getMessage());
  }

  private static OutsideOptions outside(String properties, String variables) {
    return OutsideOptions.of(values(properties), values(variables));
  }

  private static String[] values(String options) {
    String[] values = new String[OutsideOptions.KEYS.length];
    for (String option : options.isEmpty() ? new String[0] : options.split(",", -1)) {
      int equals = option.indexOf('=');
      int which = List.of(OutsideOptions.KEYS).indexOf(option.substring(0, equals));
      values[which] = option.substring(equals + 1);
    }
    return values;
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
