package io.github.recordsplit.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.Application;
import io.github.recordsplit.rules.LogLevel;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rules;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a rules file that changes is in force; each look is one of those of the agent's thread. */
class RulesFileWatcherTest {
  private static final String HALF = "a rules file is in force half written";

  @TempDir Path folder;
  private Path file;
  private Policy policy;
  private PolicyController steering;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("rules");
    write("mode all\n");
    Options options = Options.parse("rules=" + file);
    policy = options.policy(Application.name(), Rules.load(file.toString()));
    AgentControl agent =
        (AgentControl)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AgentControl.class},
                (proxy, method, args) -> call(method.getName(), args));
    steering = new PolicyController(options, agent, new AgentLog(LogLevel.OFF));
  }

  private Object call(String method, Object[] args) {
    if (method.equals("policy") && args != null) {
      policy = (Policy) args[0];
    }
    return method.equals("policy") ? policy : null;
  }

  @Test
  void whatTwoLooksInARowFoundIsInForce() throws IOException {
    write("mode none\n");
    steering.look();
    assertEquals(Mode.ALL, policy.mode(), HALF);
    write("mode none\nsplit host a.exam");
    steering.look();
    assertEquals(Mode.ALL, policy.mode(), HALF);
    write("mode none\nsplit host a.example\n");
    steering.look();
    assertEquals(Mode.ALL, policy.mode(), HALF);
    steering.look();
    assertEquals(Mode.NONE, policy.mode());
    assertEquals("split host a.example", policy.rules().all().get(0).toString());
  }

  @Test
  void halfAStatementIsNoMistake() throws IOException {
    write("mo");
    steering.look();
    assertNull(steering.rulesError(), HALF);
    write("mode none\n");
    steering.look();
    steering.look();
    assertEquals(Mode.NONE, policy.mode());
    assertNull(steering.rulesError());
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }
}
