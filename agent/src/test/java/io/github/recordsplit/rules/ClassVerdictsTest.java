package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules by class: what is kept of names must never show. */
class ClassVerdictsTest {
  private static final String[] GLOBS = {
    "a.B",
    "a.B$C",
    "a.*",
    "a.**",
    "a.b.*",
    "a.b.**",
    "a.b.C",
    "a.b.C?",
    "a.b*.C",
    "**",
    "*",
    "**.C",
    "**.b.**",
    "*.C",
    "a.**.C",
    "?.B",
    "b.C",
    "b.**",
    "**.C$D",
    "a.b.c.d.E",
    "aa.**"
  };
  private static final String[] NAMES = {
    "a.B",
    "a.B$C",
    "a.B$C$1",
    "a.B$$Lambda/0x00ff",
    "a.B/0x00ff",
    "a.Bc",
    "a.b.C",
    "a.b.C$D",
    "a.b.CD",
    "a.b.c.d.E",
    "a.b.c.d.E$1",
    "a.bb.C",
    "b.C",
    "b.c.C",
    "C",
    "aa.C",
    "ab",
    "a",
    "B",
    "x.Y",
    "x.Y$Z",
    "x.a.B",
    null
  };
  private static final String[] HOSTS = {"a", "b.a", "*.a", "*", "c:443", "10.0.0.0/8"};
  private static final String[] PEERS = {"a", "b.a", "c", "10.1.2.3"};

  @Test
  void agreeWithTryingRuleByRule() throws Exception {
    Random random = new Random(3389);
    int[] seen = new int[2];
    for (int round = 0; round < 300; round++) {
      Rules rules = rules(random);
      for (int i = 0; i < 100; i++) {
        seen[compare(rules, subject(random))]++;
      }
    }
    assertTrue(seen[0] > 1_000 && seen[1] > 10_000, seen[0] + " without, " + seen[1] + " with one");
  }

  private static int compare(Rules rules, Asked asked) {
    int expected = oneByOne(rules, asked);
    asked.walks = 0;
    Rule found = rules.firstMatch(asked);
    int line = found == null ? 0 : found.line();
    assertEquals(
        expected, line, () -> rules.all() + " for " + asked.names + Arrays.asList(asked.classes));
    assertTrue(asked.walks <= 1, "walked the stack more than once");
    return line == 0 ? 0 : 1;
  }

  /** The definition: the first rule without a condition that does not hold. */
  private static int oneByOne(Rules rules, Asked asked) {
    for (Rule rule : rules.all()) {
      Asked named = new Asked().role(asked.role).port(asked.port).classes(withoutNull(asked));
      named.names.addAll(asked.names);
      if (rule.mismatches("app", named).isEmpty()) {
        return rule.line();
      }
    }
    return 0;
  }

  private static String[] withoutNull(Asked asked) {
    return Stream.of(asked.classes).filter(Objects::nonNull).toArray(String[]::new);
  }

  private static Rules rules(Random random) throws ConfigException {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.append(random.nextBoolean() ? "split" : "never")
          .append(random.nextInt(8) > 0 ? " class " + any(GLOBS, random) : "")
          .append(random.nextInt(2) > 0 ? " host " + any(HOSTS, random) : "")
          .append(random.nextInt(3) > 0 ? "" : " role " + any(Role.values(), random))
          .append('\n');
    }
    return Rules.parse("random", text.toString());
  }

  private static Asked subject(Random random) {
    String[] stack = new String[random.nextInt(5)];
    for (int i = 0; i < stack.length; i++) {
      stack[i] = any(NAMES, random);
    }
    Asked asked = Asked.host(any(PEERS, random)).port(random.nextInt(2) * 443);
    return asked.role(any(Role.values(), random)).classes(stack);
  }

  private static <T> T any(T[] all, Random random) {
    return all[random.nextInt(all.length)];
  }

  @Test
  void areFoundOutAgainOnceThereAreTooManyNames() throws Exception {
    Rules rules = Rules.parse("r", "split class a.Known\nnever class a.Other*\n");
    for (int i = 0; i < 3 * ClassVerdicts.MOST; i++) {
      assertNull(rules.firstMatch(Asked.host("a").classes("x.Y", "made.Proxy" + i)));
      assertNotNull(rules.firstMatch(Asked.host("a").classes("a.Other" + i % 7, "x.Y")));
      assertEquals(1, rules.firstMatch(Asked.host("a").classes("x.Y", "a.Known$1")).line());
    }
  }

  @Test
  void areBoundedHoweverManyNamesAClassHas() throws Exception {
    ClassVerdicts verdicts = new ClassVerdicts(rules("split class a.**\nsplit host h\n"));
    for (int i = 0; i < 3 * ClassVerdicts.MOST; i++) {
      assertTrue(verdicts.of(new String[] {"a.Proxy" + i}).holds(0));
      assertTrue(verdicts.of(new String[] {"b.Proxy" + i}).none());
      assertTrue(verdicts.kept() <= ClassVerdicts.MOST, () -> verdicts.kept() + " names are kept");
    }
  }

  private static Rule[] rules(String text) throws ConfigException {
    return Rules.parse("r", text).all().toArray(new Rule[0]);
  }

  @Test
  void areTheSameForManyThreads() throws Exception {
    Rules rules = Rules.parse("r", "split class a.b.**\nnever class **.Odd*\n");
    Callable<Void> one =
        () -> {
          for (int i = 0; i < 2 * ClassVerdicts.MOST; i++) {
            assertEquals(2, rules.firstMatch(Asked.host("a").classes("x.Odd" + i)).line());
            assertEquals(1, rules.firstMatch(Asked.host("a").classes("a.b.C" + i)).line());
            assertNull(rules.firstMatch(Asked.host("a").classes("x.Even" + i)));
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Void>> all = new ArrayList<>(threads.invokeAll(List.of(one, one, one, one)));
    threads.shutdown();
    for (Future<Void> each : all) {
      each.get();
    }
  }
}
