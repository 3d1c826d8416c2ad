package io.github.recordsplit.connection;

import io.github.recordsplit.rules.Action;
import java.util.Locale;
import javax.net.ssl.SSLSession;

/** What code sends as its flag: {@code session.putValue("recordsplit", "split")}. */
final class Flag {
  private Flag() {}

  /** What is in a session, or null. */
  static Action in(SSLSession session) {
    Object value = value(session);
    if (!(value instanceof String)) {
      return null;
    }
    switch (((String) value).trim().toLowerCase(Locale.ROOT)) {
      case "split":
        return Action.SPLIT;
      case "never":
        return Action.NEVER;
      case "leave":
        return Action.LEAVE;
      default:
        return null;
    }
  }

  private static Object value(SSLSession session) {
    try {
      return session == null ? null : session.getValue("recordsplit");
    } catch (RuntimeException | LinkageError e) {
      return null; // a session without values has no flag
    }
  }
}
