package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostMatchTest {
  @Test
  void namesCompareWithoutCaseAndTrailingDot() throws Exception {
    assertMatch("a.example", Asked.host("A.Example."));
    assertMatch("A.EXAMPLE.", Asked.host("a.example"));
    assertMatch("my_host", Asked.host("MY_HOST"));
    assertNoMatch("a.example", Asked.host("b.a.example"));
    assertNoMatch("a.example", Asked.host("a.example.com"));
    assertMatch("b\u00fccher.example", Asked.host("xn--bcher-kva.example"));
    assertMatch("xn--bcher-kva.example", Asked.host("B\u00dcCHER.example"));
  }

  @Test
  void suffixMatchesAnyDepthButNotItself() throws Exception {
    assertMatch("*.a.example", Asked.host("b.a.example"));
    assertMatch("*.a.example", Asked.host("c.B.a.Example."));
    assertNoMatch("*.a.example", Asked.host("a.example"));
    assertNoMatch("*.a.example", Asked.host("ba.example"));
  }

  @Test
  void anyNameOrAddressOfThePeerMatches() throws Exception {
    assertMatch("b", Asked.host("a", "b"));
    Asked both = Asked.address(10, 0, 0, 1);
    both.names.add("a");
    assertMatch("a", both);
    assertMatch("10.0.0.1", both);
  }

  @Test
  void ipv4AddressesAndBlocks() throws Exception {
    assertMatch("10.1.2.3", Asked.address(10, 1, 2, 3));
    assertMatch("10.1.2.3", Asked.host("10.1.2.3"));
    assertNoMatch("10.1.2.3", Asked.host("10.1.2.4"));
    assertMatch("10.0.0.0/8", Asked.address(10, 255, 0, 1));
    assertNoMatch("10.0.0.0/8", Asked.address(11, 0, 0, 1));
    assertMatch("10.1.2.2/31", Asked.address(10, 1, 2, 3));
    assertMatch("0.0.0.0/0", Asked.address(203, 0, 113, 9));
    assertNoMatch("0.0.0.0/0", Asked.host("2001:db8::1"));
    assertNoMatch("10.0.0.0/8", Asked.host("10.0.0.1.example"));
  }

  @Test
  void ipv6AddressesAndBlocks() throws Exception {
    assertMatch("2001:db8::1", Asked.host("[2001:DB8:0:0:0:0:0:1]"));
    assertMatch("[2001:db8::1]", Asked.host("2001:db8::1%eth0"));
    assertMatch("fe80::/10", Asked.host("[fe80::1%3]"));
    assertMatch("2001:db8::/32", Asked.host("2001:db8:ffff::"));
    assertNoMatch("2001:db8::/32", Asked.host("2001:db9::"));
    assertMatch("::/0", Asked.host("::1"));
    assertNoMatch("::/0", Asked.address(10, 0, 0, 1));
  }

  @Test
  void mappedAddressesAreIpv4() throws Exception {
    assertMatch("10.1.2.3", Asked.host("::ffff:10.1.2.3"));
    assertMatch("10.1.2.3", Asked.address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 1, 2, 3));
    assertMatch("::ffff:a01:203", Asked.address(10, 1, 2, 3));
    assertMatch("::ffff:10.0.0.0/104", Asked.address(10, 9, 9, 9));
    assertEquals("10.0.0.0/8", shown("::ffff:10.0.0.0/104"));
  }

  @Test
  void portNarrows() throws Exception {
    assertMatch("a:443", Asked.host("a").port(443));
    assertNoMatch("a:443", Asked.host("a").port(444));
    assertNoMatch("a:443", Asked.host("a"));
    assertMatch("a", Asked.host("a").port(444));
    assertMatch("[::1]:443", Asked.host("::1").port(443));
    assertMatch("[2001:db8::/32]:443", Asked.host("2001:db8::7").port(443));
    assertMatch("10.0.0.0/8:443", Asked.address(10, 0, 0, 1).port(443));
    assertMatch("*.b:443", Asked.host("a.b").port(443));
  }

  @Test
  void anyHostMeansOneThatIsKnown() throws Exception {
    assertMatch("*", Asked.host("a"));
    assertMatch("*", Asked.address(10, 0, 0, 1));
    assertMatch("*:443", Asked.host("a").port(443));
    assertNoMatch("*:443", Asked.host("a").port(80));
    assertNoMatch("*", Asked.host());
    assertNoMatch("*", Asked.host("", ".").port(443));
  }

  @Test
  void oddPeersMatchNothingAndDoNotFail() throws Exception {
    Asked odd =
        Asked.host("a b", "..", "\ud800", "[", "]", "[]", ":", "%", "x\u0000", "1.2.3", "1::2::3");
    odd.names.add(null);
    odd.addresses.add(new byte[3]);
    assertNoMatch("a.example", odd);
    assertNoMatch("0.0.0.0/0", odd);
    assertNoMatch("::/0", odd);
  }

  /** An application may name its peer as somebody else told it to. */
  @Test
  void longPeersCostLittle() throws Exception {
    String labels = "a.".repeat(1 << 15);
    Rules rules = Rules.parse("test", "split host *.b\nnever host *.a.a:443");
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 200; i++) {
            assertEquals(2, rules.firstMatch(Asked.host(labels).port(443)).line());
          }
        });
    String longest = ("a".repeat(63) + '.').repeat(3) + "a".repeat(61); // of 253 characters
    assertMatch("*." + longest, Asked.host("b." + longest));
    assertNoMatch("a", Asked.host("a".repeat(1 << 16)));
    assertNoMatch("a", Asked.host("\u00e4".repeat(1 << 16)));
  }

  @Test
  void patternsAreShownAsUnderstood() throws Exception {
    assertEquals("a.example:443", shown("A.example.:443"));
    assertEquals("*.a.example", shown("*.A.EXAMPLE"));
    assertEquals("*:25", shown("*:25"));
    assertEquals("2001:db8::1", shown("[2001:0DB8:0:0::1]"));
    assertEquals("[2001:db8::/32]:443", shown("[2001:db8:0::/32]:443"));
    assertEquals("2001:db8:0:1:1:1:1:1", shown("2001:db8:0:1:1:1:1:1"));
    assertEquals("2001:0:0:1::1", shown("2001:0:0:1:0:0:0:1"));
    assertEquals("::", shown("::"));
    assertEquals("1::", shown("1:0::"));
    assertEquals("10.0.0.1", shown("10.0.0.1/32"));
  }

  /**
   * The index against trying rule by rule, on a small world in which nearly everything collides.
   */
  @Test
  void agreesWithTryingRuleByRule() throws Exception {
    Random random = new Random(3389);
    int[] seen = new int[2];
    for (int round = 0; round < 150; round++) {
      String[] lines = new String[1 + random.nextInt(60)];
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < lines.length; i++) {
        lines[i] = rule(random);
        text.append(lines[i]).append('\n');
      }
      Rules rules = Rules.parse("random", text.toString());
      List<Rules> singles = new ArrayList<>();
      for (String line : lines) {
        singles.add(Rules.parse("single", line));
      }
      for (int i = 0; i < 100; i++) {
        seen[compare(rules, singles, subject(random))]++;
      }
    }
    assertTrue(
        seen[0] > 1_000 && seen[1] > 5_000, seen[0] + " without, " + seen[1] + " with a match");
  }

  private static int compare(Rules rules, List<Rules> singles, Asked asked) {
    int expected = 0;
    while (expected < singles.size() && singles.get(expected).firstMatch(asked) == null) {
      expected++;
    }
    asked.walks = 0;
    Rule found = rules.firstMatch(asked);
    int actual = found == null ? singles.size() : found.line() - 1;
    assertEquals(expected, actual, () -> rules.all() + " for " + asked.names + ':' + asked.port);
    assertTrue(asked.walks <= 1, "walked the stack more than once");
    return found == null ? 0 : 1;
  }

  private static final String[] HOSTS = {
    "a",
    "b.a",
    "c.b.a",
    "*.a",
    "*.b.a",
    "*",
    "10.0.0.1",
    "10.0.0.0/8",
    "10.0.0.0/31",
    "0.0.0.0/0",
    "2001:db8::1",
    "2001:db8::/32",
    "::/0",
    "::ffff:10.0.0.0/120",
    "::/1"
  };
  private static final String[] PEERS = {
    "A",
    "b.a.",
    "c.B.a",
    "d.c.b.a",
    "e",
    "10.0.0.1",
    "10.0.0.2",
    "11.0.0.1",
    "2001:db8::1",
    "[2001:db8::2]",
    "::ffff:10.0.0.1"
  };

  private static String rule(Random random) {
    StringBuilder out = new StringBuilder(random.nextBoolean() ? "split" : "never");
    if (random.nextInt(12) > 0) {
      String host = HOSTS[random.nextInt(HOSTS.length)];
      int port = random.nextInt(4);
      String bracketed = host.contains(":") ? '[' + host + ']' : host;
      out.append(" host ").append(port > 1 ? host : bracketed + ':' + (port + 1));
    } else {
      out.append(" role server class q.Never");
    }
    if (out.indexOf("role") < 0 && random.nextInt(4) == 0) {
      out.append(random.nextBoolean() ? " role client" : " role server");
    }
    if (out.indexOf("class") < 0 && random.nextInt(4) == 0) {
      out.append(random.nextBoolean() ? " class x.A" : " class x.*");
    }
    return out.toString();
  }

  private static Asked subject(Random random) {
    Asked asked = Asked.host();
    for (int i = random.nextInt(3); i > 0; i--) {
      asked.names.add(PEERS[random.nextInt(PEERS.length)]);
    }
    if (random.nextInt(3) == 0) {
      asked.addresses.add(new byte[] {10, 0, 0, (byte) random.nextInt(4)});
    }
    asked.classes(random.nextInt(3) == 0 ? "x.B" : "x.A", "java.lang.Thread");
    return asked.port(random.nextInt(4) - 1).role(random.nextBoolean() ? Role.CLIENT : Role.SERVER);
  }

  /**
   * One rule alone is the definition only if single rules are right: the tests above see to that.
   */
  private static void assertMatch(String pattern, Asked asked) throws ConfigException {
    assertTrue(matches(pattern, asked), pattern + " should match " + asked.names);
  }

  private static void assertNoMatch(String pattern, Asked asked) throws ConfigException {
    assertTrue(!matches(pattern, asked), pattern + " should not match " + asked.names);
  }

  private static boolean matches(String pattern, Asked asked) throws ConfigException {
    return Rules.parse("test", "split host " + pattern).firstMatch(asked) != null;
  }

  private static String shown(String pattern) throws ConfigException {
    return Rules.parse("test", "split host " + pattern).all().get(0).toString().substring(11);
  }
}
