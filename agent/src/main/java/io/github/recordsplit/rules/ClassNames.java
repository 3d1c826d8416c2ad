package io.github.recordsplit.rules;

/** Says what is wrong with a glob over binary class names. */
final class ClassNames {
  private ClassNames() {}

  static void check(Token word) throws ConfigException {
    String glob = word.text;
    for (int i = 0; i < glob.length(); i = glob.offsetByCodePoints(i, 1)) {
      checkCharacter(word, i, glob.codePointAt(i));
    }
    int stars = glob.indexOf("***");
    if (stars >= 0) {
      throw word.error(stars, "'***' has no meaning in a class pattern (expected '*' or '**')");
    }
    checkSegments(word);
  }

  private static void checkCharacter(Token word, int at, int c) throws ConfigException {
    if (c == '/' || c == '\\') {
      throw word.error(at, "write class names with dots, as in " + Quote.quote(dotted(word.text)));
    }
    if (!allowed(c)) {
      String shown = new StringBuilder().appendCodePoint(c).toString();
      throw word.error(at, "a class name cannot contain " + Quote.quote(shown));
    }
  }

  private static String dotted(String name) {
    return name.replace('/', '.').replace('\\', '.');
  }

  /**
   * The JVM allows more than Java's identifiers, but only '-' is in use (Kotlin, Clojure,
   * package-info).
   */
  private static boolean allowed(int c) {
    return c == '.' || c == '*' || c == '?' || c == '-' || identifier(c);
  }

  private static boolean identifier(int c) {
    return Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  private static void checkSegments(Token word) throws ConfigException {
    String glob = word.text;
    int empty = glob.startsWith(".") ? 0 : glob.indexOf("..") + 1;
    if (empty == 0 && !glob.startsWith(".") && glob.endsWith(".")) {
      empty = glob.length();
    }
    if (empty > 0 || glob.startsWith(".")) {
      throw word.error(empty, "the class pattern " + Quote.quote(glob) + " has an empty segment");
    }
  }
}
