package io.github.recordsplit.tools.probe;

/** The protocols that lead to TLS by a command. */
public final class Dialogues {
  private static final String[] NAMES = {"smtp", "imap", "pop3", "ldap", "postgres", "mysql"};

  private Dialogues() {}

  /** What {@code --starttls} takes. */
  public static String[] names() {
    return NAMES.clone();
  }

  static Dialogue of(String name) {
    switch (name) {
      case "ldap":
        return new LdapDialogue();
      case "postgres":
        return new PostgresDialogue();
      case "mysql":
        return new MySqlDialogue();
      default:
        return LineDialogue.valueOf(name.toUpperCase(java.util.Locale.ROOT)).dialogue();
    }
  }
}
