package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareTest {
  @Test
  void standsAnywhereAmongTheConditions() throws Exception {
    Rules rules = Rules.parse("r", "split share 10% host a\nsplit apart role client share 007%");
    assertEquals(
        "[split host a share 10%, split role client share 7% apart]", rules.all().toString());
    assertEquals(10, rules.all().get(0).share().percent());
    assertNull(Rules.parse("r", "split").all().get(0).share());
  }

  @Test
  void ofEachHundredAreSoMany() throws Exception {
    for (int percent = 1; percent <= 100; percent++) {
      Rules rules = Rules.parse("r", "split share " + percent + "%");
      List<Integer> held = held(rules, 1000);
      assertEquals(10 * percent, held.size());
      for (int hundred = 0; hundred < 10; hundred++) {
        int from = 100 * hundred;
        long here = held.stream().filter(i -> i >= from && i < from + 100).count();
        assertEquals(percent, here);
      }
    }
  }

  @Test
  void whoIsInAShareIsInEachLargerOne() throws Exception {
    List<Integer> smaller = List.of();
    for (int percent = 1; percent <= 100; percent++) {
      List<Integer> held = held(Rules.parse("r", "split share " + percent + "%"), 300);
      assertTrue(held.containsAll(smaller), percent + "%");
      smaller = held;
    }
  }

  /**
   * Connections to several hosts come in turn: none of these may be the whole share, or nothing.
   */
  @Test
  void peersThatTakeTurnsHaveTheirPartEach() throws Exception {
    for (int hosts : new int[] {2, 3, 4, 5, 7, 10, 20, 100}) {
      List<Integer> held = held(Rules.parse("r", "split share 10%"), 10_000);
      long[] count = new long[hosts];
      held.forEach(i -> count[i % hosts]++);
      long due = 1000 / hosts;
      for (long each : count) {
        assertTrue(each >= due / 2 && each <= 2 * due + 1, hosts + ": " + List.of(each, due));
      }
    }
  }

  private static List<Integer> held(Rules rules, int connections) {
    return IntStream.range(0, connections)
        .filter(i -> rules.firstMatch(Asked.host("a")) != null)
        .boxed()
        .toList();
  }

  @Test
  void askedAgainTheAnswerIsTheSame() throws Exception {
    Rules rules = Rules.parse("r", "split share 10% host a");
    List<Asked> all = connections(100);
    List<Integer> first = split(rules, all);
    assertEquals(10, first.size());
    for (int i = 0; i < 10; i++) {
      assertEquals(first, split(rules, all));
    }
    assertEquals(10, held(rules, 100).size(), "none was numbered twice");
  }

  private static List<Asked> connections(int count) {
    return IntStream.range(0, count).mapToObj(i -> Asked.host("a")).toList();
  }

  private static List<Integer> split(Rules rules, List<Asked> all) {
    return IntStream.range(0, all.size())
        .filter(i -> rules.firstMatch(all.get(i)) != null)
        .boxed()
        .toList();
  }

  /** In another line, with another share, behind another rule. */
  @Test
  void rulesThatAreReadAgainGoOn() throws Exception {
    List<Asked> all = connections(150);
    Rules before = Rules.parse("r", "split share 10% host a");
    List<Integer> first = split(before, all);
    Rules again = Rules.parse("r", "# now\nnever host b\nsplit host a share 10%");
    again.goOn(before);
    assertEquals(first, split(again, all));
    List<Asked> others = connections(50);
    assertEquals(20 - first.size(), split(again, others).size(), "the second hundred goes on");
    Rules more = Rules.parse("r", "split host a share 30% apart");
    more.goOn(again);
    assertTrue(split(more, all).containsAll(first));
    assertEquals(60, split(more, all).size() + split(more, others).size());
  }

  /** Each of them numbers those that it is asked about. */
  @Test
  void twoThatAreAlikeAreTwo() throws Exception {
    Rules rules = Rules.parse("r", "split share 50% apart\nsplit share 50%\nnever host a");
    int[] lines = new int[4];
    connections(400).forEach(asked -> lines[rules.firstMatch(asked).line()]++);
    assertEquals("200 100 100", lines[1] + " " + lines[2] + " " + lines[3]);
  }

  @Test
  void othersTryTheNextRule() throws Exception {
    Rules rules =
        Rules.parse("r", "split share 10% host *.example\nnever host *.example\nleave host b");
    int[] lines = new int[4];
    for (int i = 0; i < 100; i++) {
      lines[rules.firstMatch(Asked.host("x" + i + ".example")).line()]++;
      lines[rules.firstMatch(Asked.host("b")).line()]++;
    }
    assertEquals("10 90 100", lines[1] + " " + lines[2] + " " + lines[3]);
  }

  /** Those that an earlier rule has, however late that is found, are not of this one. */
  @Test
  void onlyWhoIsAskedIsNumbered() throws Exception {
    Rules rules =
        Rules.parse("r", "never class x.Y host a\nnever host b\nsplit share 10%\nleave host a");
    List<Integer> split = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Asked asked = i % 2 == 0 ? Asked.host("a").classes("x.Y") : Asked.host("a").classes("z");
      int line = rules.firstMatch(asked).line();
      if (line == 3) {
        split.add(i);
      }
      assertEquals(1, asked.walks);
      assertEquals(i % 2 == 0, line == 1);
      assertEquals(2, rules.firstMatch(Asked.host("a", "b")).line());
    }
    assertEquals(10, split.size());
  }

  @Test
  void upgradeAndRehearseHaveShares() throws Exception {
    Policy policy =
        new Policy(
            Mode.ALL,
            Scope.ANY,
            First.SPLIT,
            Rules.parse("r", "upgrade share 20%\nrehearse share 5%\nnever host a"));
    TreeSet<String> told = new TreeSet<>();
    int upgraded = 0;
    int rehearsed = 0;
    for (Asked asked : connections(100)) {
      upgraded += policy.applying(Action.UPGRADE, asked) == null ? 0 : 1;
      rehearsed += policy.applying(Action.REHEARSE, asked) == null ? 0 : 1;
      told.add(policy.decide(asked, null).words());
    }
    assertEquals("20 5 [never]", upgraded + " " + rehearsed + " " + told);
  }

  /** No lock is held while a rule numbers them, so none may be numbered twice. */
  @Test
  void threadsShareOneCount() throws Exception {
    Rules rules = Rules.parse("r", "split share 25%");
    List<Thread> threads = new ArrayList<>();
    int[] held = new int[8];
    for (int t = 0; t < held.length; t++) {
      int mine = t;
      threads.add(new Thread(() -> held[mine] = held(rules, 1000).size()));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(2000, IntStream.of(held).sum());
  }
}
