package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void literalNamesOneClass() throws Exception {
    assertMatch("com.acme.Foo", "com.acme.Foo");
    assertNoMatch("com.acme.Foo", "com.acme.Food");
    assertNoMatch("com.acme.Foo", "com.acme.foo");
    assertNoMatch("com.acme.Foo", "com.acme.Fo");
    assertNoMatch("com.acme.Foo", "com.acme.Foo.Bar");
    assertNoMatch("com.acme.Foo", "comXacme.Foo");
  }

  @Test
  void nestedLambdaAndHiddenClassesMatch() throws Exception {
    assertMatch("com.acme.Foo", "com.acme.Foo$Bar");
    assertMatch("com.acme.Foo", "com.acme.Foo$1");
    assertMatch("com.acme.Foo", "com.acme.Foo$$Lambda$12/0x0000000800c03000");
    assertMatch("com.acme.Foo", "com.acme.Foo$$Lambda/0x0000000800c03000");
    assertMatch("com.acme.Foo", "com.acme.Foo/0x0000000800c03000");
    assertMatch("com.acme.*", "com.acme.Foo$$Lambda/0x0000000800c03000");
    assertNoMatch("com.acme.Foo", "com.acme.Food$Bar");
  }

  @Test
  void nestedClassMayBeNamed() throws Exception {
    assertMatch("com.acme.Foo$Bar", "com.acme.Foo$Bar");
    assertMatch("com.acme.Foo$Bar", "com.acme.Foo$Bar$Baz");
    assertNoMatch("com.acme.Foo$Bar", "com.acme.Foo");
    assertNoMatch("com.acme.Foo$Bar", "com.acme.Foo$Qux");
  }

  @Test
  void wildcardsStayInsideOneSegment() throws Exception {
    assertMatch("com.acme.*", "com.acme.Foo");
    assertNoMatch("com.acme.*", "com.acme.sub.Foo");
    assertMatch("com.*.Foo", "com.acme.Foo");
    assertNoMatch("com.*.Foo", "com.acme.sub.Foo");
    assertMatch("com.acme.Fo?", "com.acme.Foo");
    assertNoMatch("com.acme?Foo", "com.acme.Foo");
    assertMatch("*.*Service*", "acme.MyServiceImpl");
  }

  @Test
  void twoStarsCrossSegments() throws Exception {
    assertMatch("com.acme.**", "com.acme.Foo");
    assertMatch("com.acme.**", "com.acme.a.b.c.Foo$Bar");
    assertNoMatch("com.acme.**", "com.acmes.Foo");
    assertNoMatch("com.acme.**", "com.acme");
    assertMatch("**.Foo", "a.b.Foo");
    assertMatch("**.Foo", "Foo");
    assertMatch("com.**.Foo", "com.Foo");
    assertMatch("com.**.Foo", "com.a.b.Foo");
    assertMatch("com.**Service", "com.a.b.MyService");
    assertMatch("**", "Foo");
  }

  @Test
  void applicationGlobsKnowNoSegments() throws Exception {
    assertTrue(app("billing-*.jar").matches("billing-1.2.3.jar"));
    assertTrue(app("com.*").matches("com.acme.a.Main"));
    assertTrue(app("com.**").matches("com.acme.a.Main"));
    assertTrue(app("*").matches(""));
    assertTrue(app("my?app.jar").matches("my app.jar"));
    assertTrue(app("a?b").matches("a.b"));
    assertFalse(app("com.acme.Main").matches("com.acme.Main$Inner"));
    assertFalse(app("billing.jar").matches("Billing.jar"));
  }

  @Test
  void agreesWithAPlainRecursiveMatcher() throws Exception {
    Random random = new Random(20111122);
    int matches = 0;
    for (int i = 0; i < 200_000; i++) {
      String glob = random(random, "ab.*?*$", 9);
      String name = random(random, "aab..$/", 12);
      if (name.startsWith(".") || name.contains("..")) {
        continue; // no class has an empty segment
      }
      Glob parsed;
      try {
        parsed = classes(glob);
      } catch (ConfigException notAGlob) {
        continue;
      }
      boolean expected = plain(glob, 0, name, 0);
      assertEquals(expected, parsed.matches(name), glob + " on " + name);
      matches += expected ? 1 : 0;
    }
    assertTrue(matches > 2_000, "too few matches to mean anything: " + matches);
  }

  private static String random(Random random, String alphabet, int longest) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(longest); i >= 0; i--) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }

  /** The definition, tried in every possible way. */
  private static boolean plain(String glob, int g, String name, int n) {
    if (g == glob.length()) {
      return n == name.length() || name.charAt(n) == '$' || name.charAt(n) == '/';
    }
    if (glob.startsWith("**", g)) {
      boolean segment = g == 0 || glob.charAt(g - 1) == '.';
      boolean none = segment && glob.startsWith(".", g + 2) && plain(glob, g + 3, name, n);
      boolean here = none || plain(glob, g + 2, name, n);
      return here || (n < name.length() && more(glob, g, name, n));
    }
    if (glob.charAt(g) == '*') {
      boolean inside = n < name.length() && name.charAt(n) != '.';
      return plain(glob, g + 1, name, n) || (inside && plain(glob, g, name, n + 1));
    }
    boolean fits =
        n < name.length()
            && (glob.charAt(g) == '?' ? name.charAt(n) != '.' : glob.charAt(g) == name.charAt(n));
    return fits && plain(glob, g + 1, name, n + 1);
  }

  /** Without the reading of {@code **.} as nothing, which holds only where the wildcard begins. */
  private static boolean more(String glob, int g, String name, int n) {
    for (int end = n + 1; end <= name.length(); end++) {
      if (plain(glob, g + 2, name, end)) {
        return true;
      }
    }
    return false;
  }

  private static void assertMatch(String glob, String name) throws ConfigException {
    assertTrue(classes(glob).matches(name), glob + " on " + name);
  }

  private static void assertNoMatch(String glob, String name) throws ConfigException {
    assertFalse(classes(glob).matches(name), glob + " on " + name);
  }

  private static Glob classes(String glob) throws ConfigException {
    return Glob.classes(word(glob));
  }

  private static Glob app(String glob) throws ConfigException {
    return Glob.application(word(glob));
  }

  private static Token word(String text) {
    return new Token(new SourceText.Argument("test", text), 0, text.length());
  }
}
