package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** What is plainly right at a glance is right for the parsers, which are the ones that know. */
class GlanceTest {
  private static final String[] PIECES = {
    "mode",
    "scope",
    "first",
    "split",
    "never",
    "leave",
    "upgrade",
    "rehearse",
    "use",
    "app",
    "class",
    "host",
    "role",
    "apart",
    "client",
    "server",
    "selective",
    "all",
    "none",
    "0",
    "1",
    "2",
    "vulnerable",
    "any",
    "whole",
    "http-clients",
    "known-incompatible",
    "com.acme.**",
    "a..b",
    "***",
    ".a",
    "a.",
    "*",
    "*.example.com",
    "example.com:443",
    "a:0",
    "a:65536",
    "a:0443",
    "10.0.0.1",
    "10.0.0.0/8",
    "10.0.0.1/8",
    "10.0.0.0/0",
    "10.0.0.0/33",
    "010.0.0.1",
    "256.1.1.1",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.4:80",
    "10.0.0.0/8:80",
    "*.10.0.0.1",
    "1.*",
    "[::1]:443",
    "::1",
    "a b",
    "x#y",
    "-",
    "_",
    "a/b",
    "a\\b",
    "\u00e4",
    "\ufeff",
    "\u0000",
    "\u0661",
    "a".repeat(64),
    "a.".repeat(130),
    "rules=r",
    "rules=",
    "mode=all",
    "mode=1",
    "mode=x",
    "scope=any",
    "first=whole",
    "log=off",
    "log=debug",
    "log=default",
    "on-failure=refuse",
    "on-failure=warn",
    "dump=d",
    "=",
    "x=y",
    "a=b=c"
  };

  private static final String[] CONDITIONS = {"app", "class", "host", "host", "host", "role"};

  private static final String[] GLUES = {
    " ", " ", " ", "\t", "\n", "\r\n", "\r", "#", "", ",", ".", "/", ":"
  };

  @Test
  void whateverIsPlainlyRightIsRight() {
    Random random = new Random(42);
    int plainOptions = 0;
    int plainRules = 0;
    for (int i = 0; i < 300_000; i++) {
      String text = i % 2 == 0 ? text(random, 4) : rule(random);
      if (Glance.atOptions(text)) {
        assertDoesNotThrow(() -> new OptionsParser(text, OutsideOptions.NONE), text);
        plainOptions++;
      }
      if (Glance.atRules(text)) {
        assertDoesNotThrow(() -> Rules.parse("r", text), text);
        plainRules++;
      }
    }
    assertTrue(plainOptions > 1000 && plainRules > 10_000, plainOptions + " " + plainRules);
  }

  /** Mostly what could be right: a random text would hardly ever be. */
  private static String text(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    String glue = random.nextInt(3) == 0 ? "," : null;
    for (int n = 1 + random.nextInt(pieces); n > 0; n--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
      if (n > 1 || random.nextInt(8) == 0) {
        text.append(glue != null ? glue : GLUES[random.nextInt(GLUES.length)]);
      }
    }
    return text.toString();
  }

  /** Mostly wrong: too many groups, too few, two gaps, a group too long. */
  @Test
  void anIpv6AddressThatIsPlainlyRightIsRight() {
    String[] groups = {"0", "db8", "2001", "FFFF", "", "", "12345", "g", "1.2.3.4"};
    Random random = new Random(6);
    int plain = 0;
    for (int i = 0; i < 100_000; i++) {
      StringJoiner address =
          new StringJoiner(":", "split host [", random.nextBoolean() ? "]" : "]:443");
      for (int n = random.nextInt(10); n >= 0; n--) {
        address.add(groups[random.nextInt(i % 2 == 0 ? 6 : groups.length)]);
      }
      String text = address.toString();
      if (Glance.atRules(text)) {
        assertDoesNotThrow(() -> Rules.parse("r", text), text);
        plain++;
      }
    }
    assertTrue(plain > 5000, "" + plain);
  }

  private static String rule(Random random) {
    StringBuilder rule = new StringBuilder(random.nextBoolean() ? "never" : "split");
    for (int n = random.nextInt(3); n >= 0; n--) {
      rule.append(' ').append(CONDITIONS[random.nextInt(CONDITIONS.length)]).append(' ');
      rule.append(text(random, 2)).append(random.nextInt(8) == 0 ? " apart" : "");
    }
    return rule.toString();
  }

  @Test
  void theUsualIsPlain() throws ConfigException {
    assertTrue(Glance.atOptions(""));
    assertTrue(Glance.atOptions("rules=/etc/a b.rules,mode=all,log=connections,on-failure=refuse"));
    assertTrue(
        Glance.atRules(
            """
            # ours
            mode selective
            scope any # all

            use http-clients
            never class com.acme.** host *.example.com:443 role client
            split host 10.0.0.0/8 app billing.jar
            split host 10.9.0.0/16 apart
            split apart role client
            leave host 10.1.2.3
            leave host [::1]:443
            """));
    assertFalse(Glance.atOptions("log=connections:/tmp/log"));
    assertFalse(Glance.atRules("split host [2001:db8::/32]"));
    assertFalse(Glance.atRules("split apart apart"));
    assertFalse(Glance.atRules("never apart"));
  }

  @Test
  void plainOptionsReadAsParsedOnes() throws ConfigException {
    String text = "mode=all,rules=rules,on-failure=refuse";
    Options options = Options.parse(text);
    assertTrue(Glance.atOptions(text));
    assertEquals("rules", options.rules());
    assertTrue(options.refuses());
    assertEquals(null, Options.parse("mode=all").rules());
    assertFalse(Options.parse("mode=all").refuses());
    options.log(); // has the parser read it
    assertEquals("rules", options.rules());
    assertTrue(options.refuses());
  }
}
