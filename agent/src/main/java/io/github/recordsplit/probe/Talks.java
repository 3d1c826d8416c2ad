package io.github.recordsplit.probe;

/** The protocols that lead to TLS by a command. */
public final class Talks {
  private static final String[] NAMES = {"smtp", "imap", "pop3", "ldap", "postgres", "mysql"};

  private Talks() {}

  /** What {@code --starttls} takes. */
  public static String[] names() {
    return NAMES.clone();
  }

  static Talk of(String name) {
    switch (name) {
      case "ldap":
        return new LdapTalk();
      case "postgres":
        return new PostgresTalk();
      case "mysql":
        return new MySqlTalk();
      default:
        return LineTalk.valueOf(name.toUpperCase(java.util.Locale.ROOT)).talk();
    }
  }
}
