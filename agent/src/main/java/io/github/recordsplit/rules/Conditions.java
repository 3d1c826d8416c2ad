package io.github.recordsplit.rules;

/** What follows a rule's action while it is read: any order, each word at most once. */
final class Conditions {
  private static final String APART = "apart";
  private static final String SHARE = "share";
  private static final String[] WORDS = {"app", "class", "host", "role"};
  private static final String[] WORDS_WITH_SHARE = {"app", "class", "host", "role", SHARE};
  private static final String[] WORDS_OF_SPLIT = {"app", "class", "host", "role", SHARE, APART};
  private static final Role[] ROLES = Role.values();
  private static final String[] EXPECTED = {
    "the name of an application",
    "a class name, as in com.acme.**",
    "a name, *.suffix, an address or a CIDR block, then optionally :PORT",
    "client or server"
  };

  Glob app;
  Glob classes;
  HostPattern host;
  Role role;
  boolean apart;

  /** Of how many in a hundred it holds; 0 where nothing is said of that. */
  int share;

  static Conditions parse(Action action, LineWords words) throws ConfigException {
    Conditions conditions = new Conditions();
    for (Token keyword = words.next(); keyword != null; keyword = words.next()) {
      if (keyword.text.equals(APART)) {
        conditions.apart(keyword, action);
      } else if (keyword.text.equals(SHARE)) {
        conditions.share(keyword, words, action);
      } else {
        conditions.add(keyword, words, expected(action));
      }
    }
    return conditions;
  }

  private static String[] expected(Action action) {
    if (action == Action.SPLIT) {
      return WORDS_OF_SPLIT;
    }
    return hasShares(action) ? WORDS_WITH_SHARE : WORDS;
  }

  /** What is left alone by a part of the rule's connections is what the others do. */
  private static boolean hasShares(Action action) {
    return action != Action.NEVER && action != Action.LEAVE;
  }

  private void share(Token keyword, LineWords words, Action action) throws ConfigException {
    if (!hasShares(action)) {
      throw keyword.error(
          "only 'split', 'upgrade' and 'rehearse' can have a 'share', not '" + action + "'");
    }
    if (share > 0) {
      throw keyword.error("the condition '" + SHARE + "' stands twice in this rule");
    }
    Token value = words.value(keyword, "1% to 100%");
    share = Share.percent(value.text);
    if (share == 0) {
      throw value.error(
          Quote.quote(value.text) + " is not a share (expected a whole number from 1% to 100%)");
    }
  }

  private void apart(Token keyword, Action action) throws ConfigException {
    if (action != Action.SPLIT) {
      throw keyword.error("only 'split' can be 'apart', not '" + action + "'");
    }
    if (apart) {
      throw keyword.error("'" + APART + "' stands twice in this rule");
    }
    apart = true;
  }

  private void add(Token keyword, LineWords words, String[] expected) throws ConfigException {
    int which = which(keyword);
    if (which < 0) {
      throw keyword.unknown("condition", expected);
    }
    if (given(which)) {
      throw keyword.error("the condition '" + keyword.text + "' stands twice in this rule");
    }
    set(which, words.value(keyword, EXPECTED[which]));
  }

  private static int which(Token keyword) {
    int which = WORDS.length - 1;
    while (which >= 0 && !WORDS[which].equals(keyword.text)) {
      which--;
    }
    return which;
  }

  private boolean given(int which) {
    Object value = which == 0 ? app : which == 1 ? classes : which == 2 ? host : role;
    return value != null;
  }

  private void set(int which, Token value) throws ConfigException {
    if (which == 0) {
      app = Glob.application(value);
    } else if (which == 1) {
      classes = Glob.classes(value);
    } else if (which == 2) {
      host = HostParser.parse(value);
    } else {
      role = value.oneOf("role", ROLES);
    }
  }
}
