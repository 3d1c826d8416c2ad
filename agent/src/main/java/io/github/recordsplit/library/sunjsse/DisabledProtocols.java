package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Scope;
import java.security.Security;

/**
 * Says that there is nothing to protect: current JDKs have disabled what BEAST needs, and an
 * operator would otherwise wait for records that never get split. It is asked when the first
 * connection is made, because applications change that property when they start.
 */
final class DisabledProtocols {
  private static final String PROPERTY = "jdk.tls.disabledAlgorithms";

  private DisabledProtocols() {}

  /** The line to print, or null if there is something to protect or nobody asked for it. */
  static String notice(Policy policy) {
    boolean wouldSplit = policy.mode() == Mode.ALL || !policy.rules().all().isEmpty();
    if (policy.mode() == Mode.NONE || policy.scope() == Scope.ANY || !wouldSplit) {
      return null;
    }
    String disabled = Security.getProperty(PROPERTY);
    if (!names(disabled, "TLSv1") || !names(disabled, "SSLv3")) {
      return null;
    }
    return "TLS 1.0 and SSLv3 are disabled in this JVM ("
        + PROPERTY
        + "), so no connection of the JDK's TLS is vulnerable and none is split in scope vulnerable";
  }

  private static boolean names(String list, String protocol) {
    int from = 0;
    while (list != null && from <= list.length()) {
      int comma = list.indexOf(',', from);
      int end = comma < 0 ? list.length() : comma;
      if (list.substring(from, end).trim().equalsIgnoreCase(protocol)) {
        return true;
      }
      from = end + 1;
    }
    return false;
  }
}
