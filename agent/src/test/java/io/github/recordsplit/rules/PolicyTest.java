package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {
  /**
   * Mode, what the rule or flag asks for (- for none), and the decision: the table of the contract.
   */
  private static final String[] TABLE = {
    "selective - leave", "selective split split", "selective never never", "selective leave leave",
    "all - split", "all split split", "all never never", "all leave leave",
    "none - never", "none split never", "none never never", "none leave never",
  };

  @Test
  void modeTableByRule() throws Exception {
    for (String row : TABLE) {
      String[] cell = row.split(" ", -1);
      String text = cell[1].equals("-") ? "" : cell[1] + " host a.example";
      Decision decision = policy(cell[0], text).decide(Asked.host("a.example"), null);
      assertEquals(cell[2], decision.action().toString(), row);
      assertEquals(cell[0].equals("none") || text.isEmpty(), decision.rule() == null, row);
      assertFalse(decision.flagged());
    }
  }

  @Test
  void modeTableByFlagWhichComesBeforeTheRules() throws Exception {
    for (String row : TABLE) {
      String[] cell = row.split(" ", -1);
      Action flag =
          cell[1].equals("-") ? null : Action.valueOf(cell[1].toUpperCase(java.util.Locale.ROOT));
      String contrary = cell[1].equals("split") ? "never" : "split";
      String text = flag == null ? "" : contrary + " host a.example";
      Decision decision = policy(cell[0], text).decide(Asked.host("a.example"), flag);
      assertEquals(cell[2], decision.action().toString(), row);
      assertEquals(flag != null && !cell[0].equals("none"), decision.flagged(), row);
      assertNull(decision.rule(), row);
    }
  }

  @Test
  void decidingMakesNoDecisions() throws Exception {
    Policy policy = policy("all", "never host a.example");
    Decision first = policy.decide(Asked.host("a.example"), null);
    assertSame(first, policy.decide(Asked.host("A.EXAMPLE."), null));
    assertSame(policy.decide(Asked.host("b"), null), policy.decide(Asked.host("c"), null));
  }

  @Test
  void decisionSaysWhy() throws Exception {
    Policy policy = policy("selective", "\nsplit   host A.example role client # yes");
    assertEquals(
        "split (rules:2: split host a.example role client)",
        policy.decide(Asked.host("a.example"), null).toString());
    assertEquals("leave (mode)", policy.decide(Asked.host("b"), null).toString());
    assertEquals("never (flag)", policy.decide(Asked.host("b"), Action.NEVER).toString());
  }

  @Test
  void classesAreAskedForOnlyWhenTheyDecide() throws Exception {
    String text = "split host b class x.Y\nnever host a\nleave class x.Y";
    assertEquals(0, walks(text, Asked.host("a")));
    assertEquals(1, walks(text, Asked.host("b")));
    assertEquals(1, walks(text, Asked.host("a", "b")));
    assertEquals(1, walks(text + "\nsplit class z.**\nnever class q.*", Asked.host("c")));
    assertEquals(0, walks("split class x.Y role server", Asked.host("c")));
    assertEquals(0, walks("split", Asked.host("c")));
    Asked none = Asked.host("b");
    policy("none", text).decide(none, null);
    policy("all", text).decide(none, Action.SPLIT);
    assertEquals(0, none.walks);
  }

  private static int walks(String text, Asked asked) throws ConfigException {
    policy("all", text).decide(asked, null);
    return asked.walks;
  }

  @Test
  void classRuleDecidesInItsPlace() throws Exception {
    String text = "split class com.acme.**\nnever host a\nleave class com.other.*";
    assertEquals("split", action(text, Asked.host("a").classes("java.A", "com.acme.x.B$C")));
    assertEquals("never", action(text, Asked.host("a").classes("java.A", "com.other.B")));
    assertEquals("leave", action(text, Asked.host("b").classes("java.A", "com.other.B")));
    assertTrue(Rules.parse("r", text).usesClasses());
    assertFalse(Rules.parse("r", "never host a").usesClasses());
  }

  private static String action(String text, Asked asked) throws ConfigException {
    return policy("all", text).decide(asked, null).action().toString();
  }

  @Test
  void upgradeAndRehearseAreMatchedApartFromSplitting() throws Exception {
    String text =
        "upgrade host a class x.Y\nrehearse\nnever host a\nupgrade host b\nupgrade host a";
    Policy policy = policy("all", text);
    Asked a = Asked.host("a");
    assertEquals("never (rules:3: never host a)", policy.decide(a, null).toString());
    assertEquals(0, a.walks, "a class rule of another action cannot decide");
    assertEquals(5, policy.applying(Action.UPGRADE, a).line());
    assertEquals(1, a.walks);
    assertEquals(1, policy.applying(Action.UPGRADE, a.classes("x.Y")).line());
    assertEquals(2, policy.applying(Action.REHEARSE, a).line());
    assertNull(policy.applying(Action.UPGRADE, Asked.host("c")));
    assertNull(policy.decide(Asked.host("b"), null).rule());
  }

  @Test
  void onlyModeNoneTurnsUpgradeAndRehearseOff() throws Exception {
    for (Action action : List.of(Action.UPGRADE, Action.REHEARSE)) {
      for (String mode : List.of("selective", "all", "none")) {
        Policy policy = policy(mode, action + " host a");
        assertEquals(!mode.equals("none"), policy.mayApply(action), mode);
        assertEquals(!mode.equals("none"), policy.applying(action, Asked.host("a")) != null, mode);
      }
      assertFalse(policy("all", "split host a\nupgrade app x").mayApply(action));
    }
  }

  /** It decides, and does nothing. */
  @Test
  void aDryRunDecidesAsItsMode() throws Exception {
    for (Mode mode : Mode.values()) {
      String text = "never host a\nsplit host b\nupgrade\nrehearse";
      Policy real = policy(mode.toString(), text);
      Policy dry = real.in(new ModeSetting(mode, true));
      assertEquals(mode, dry.mode());
      for (String host : List.of("a", "b", "c")) {
        assertSame(
            real.decide(Asked.host(host), null).action(),
            dry.decide(Asked.host(host), null).action());
      }
      assertFalse(dry.maySplit() || dry.mayApply(Action.UPGRADE) || dry.mayApply(Action.REHEARSE));
      assertNull(dry.applying(Action.UPGRADE, Asked.host("a")));
      assertFalse(dry.in(new ModeSetting(mode, false)).isDryRun());
      assertSame(dry, dry.in(ModeSetting.of(mode + " dry-run")));
    }
    assertNull(ModeSetting.of("all dry-runs"));
    assertNull(ModeSetting.of("dry-run"));
    assertNull(ModeSetting.of(null));
    assertEquals("none dry-run", ModeSetting.of("2 dry-run").toString());
  }

  private static Policy policy(String mode, String text) throws ConfigException {
    Mode value = Mode.valueOf(mode.toUpperCase(java.util.Locale.ROOT));
    return new Policy(value, Scope.ANY, First.SPLIT, Rules.parse("rules", text));
  }
}
