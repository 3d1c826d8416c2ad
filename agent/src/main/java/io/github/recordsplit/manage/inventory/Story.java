package io.github.recordsplit.manage.inventory;

import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Apart;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Scope;

/** Tells a decision in one line, for {@code log=connections}. */
public final class Story {
  private Story() {}

  /** The line; it ends with why, by whom it was opened, and in which TLS library. */
  public static String of(Kind kind, Scope scope) {
    Role role = kind.role();
    StringBuilder line = new StringBuilder();
    line.append(role == null ? "connection" : role).append(' ').append(kind.peer());
    line.append(' ').append(kind.protocol()).append(' ').append(kind.cipherSuite());
    line.append(": ").append(kind.words()).append(" (").append(kind.reason());
    if (kind.rule() != null) {
      line.append(": ").append(kind.rule());
    }
    line.append("), ");
    if (kind.upgrade() != null) {
      line.append("newer TLS offered by ").append(kind.upgrade().place());
      line.append(": ").append(kind.upgrade()).append(", ");
    }
    if (kind.apart() && kind.protection() == Protection.AGENT) {
      line.append(Apart.COST).append(", ");
    }
    if (kind.cannot() != null) {
      line.append("CANNOT: ").append(kind.cannot()).append(", ");
    }
    boolean idle = kind.action() == Action.SPLIT && scope == Scope.VULNERABLE;
    idle &= kind.protection() == Protection.NOT_NEEDED;
    line.append(idle ? "left alone because it is " : "").append(kind.protection());
    line.append(", opened by ").append(kind.opener()).append(", ").append(kind.libraryName());
    return Messages.plain(line.toString());
  }
}
