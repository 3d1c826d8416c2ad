package io.github.recordsplit.rules;

/** What follows a rule's action while it is read: any order, each word at most once. */
final class Conditions {
  private static final String APART = "apart";
  private static final String[] WORDS = {"app", "class", "host", "role"};
  private static final String[] WORDS_OF_SPLIT = {"app", "class", "host", "role", APART};
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

  static Conditions parse(Action action, LineWords words) throws ConfigException {
    Conditions conditions = new Conditions();
    for (Token keyword = words.next(); keyword != null; keyword = words.next()) {
      if (keyword.text.equals(APART)) {
        conditions.apart(keyword, action);
      } else {
        conditions.add(keyword, words, action == Action.SPLIT ? WORDS_OF_SPLIT : WORDS);
      }
    }
    return conditions;
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
