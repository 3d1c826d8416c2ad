package io.github.recordsplit.observe.inventory;

import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Apart;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Role;

/** Tells a decision in one line, for {@code log=connections}. */
public final class ConnectionLogLine {
  private ConnectionLogLine() {}

  /** The line; it ends with why, by whom it was opened, and in which TLS library. */
  public static String of(ConnectionKind kind) {
    return of(kind, kind.peer());
  }

  /** The same for all connections that differ in nothing but the peer. */
  public static String withoutPeer(ConnectionKind kind) {
    return of(kind, "");
  }

  private static String of(ConnectionKind kind, String peer) {
    Role role = kind.role();
    StringBuilder line = new StringBuilder();
    line.append(role == null ? "connection" : role).append(' ').append(peer);
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
    line.append(outcome(kind))
        .append(", opened by ")
        .append(kind.opener())
        .append(", ")
        .append(kind.libraryName());
    return Messages.plain(line.toString());
  }

  /** What became of the decision. */
  public static String outcome(ConnectionKind kind) {
    boolean idle = kind.action() == Action.SPLIT && kind.done() == Done.LEAVE;
    String dry = kind.done().isDryRun() ? " (dry run)" : "";
    return (idle ? "left alone because it is " : "") + kind.protection() + dry;
  }
}
