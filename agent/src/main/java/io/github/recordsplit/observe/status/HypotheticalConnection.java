package io.github.recordsplit.observe.status;

import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Share;
import io.github.recordsplit.rules.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A connection as an operator describes it. */
public final class HypotheticalConnection implements Subject {
  private final Role role;
  private final List<String> names = new ArrayList<String>();
  private final String[] classes;
  private final List<Share> outside = new ArrayList<Share>();
  private int port = -1;

  /**
   * A connection of which null says nothing.
   *
   * @param host a name or an address, then optionally a colon and a port
   * @param className a class on its stack
   * @param role {@code client}, which null means too, or {@code server}
   * @throws IllegalArgumentException if a text is wrong; its message says which and why
   */
  public HypotheticalConnection(String host, String className, String role) {
    classes = className == null ? new String[0] : new String[] {className};
    this.role = role(role);
    if (host != null) {
      host(host);
    }
  }

  private HypotheticalConnection(HypotheticalConnection same, Share without) {
    role = same.role;
    names.addAll(same.names);
    classes = same.classes;
    port = same.port;
    outside.addAll(same.outside);
    outside.add(without);
  }

  /** Returns the same connection, as one that is not in a share. */
  HypotheticalConnection outside(Share share) {
    return new HypotheticalConnection(this, share);
  }

  @Override
  public boolean isIn(Share share) {
    return !outside.contains(share);
  }

  private static Role role(String given) {
    if (given == null) {
      return Role.CLIENT;
    }
    for (Role each : Role.values()) {
      if (each.toString().equals(given)) {
        return each;
      }
    }
    throw new IllegalArgumentException(Messages.unknown("role", given, Role.values()));
  }

  /** A port follows the last colon, unless that is inside an IPv6 address without brackets. */
  private void host(String given) {
    int colon = given.lastIndexOf(':');
    boolean bare = given.indexOf(':') != colon && !given.startsWith("[");
    boolean inside = given.indexOf(']') > colon;
    if (colon < 0 || bare || inside) {
      names.add(given);
    } else {
      names.add(given.substring(0, colon));
      port = port(given.substring(colon + 1));
    }
    if (names.get(0).isEmpty()) {
      throw new IllegalArgumentException("the host is missing in host " + Messages.quote(given));
    }
  }

  private static int port(String given) {
    try {
      int port = Integer.parseInt(given);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw new IllegalArgumentException(
        Messages.quote(given) + " is not a port (expected 1 to 65535)");
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public List<byte[]> addresses() {
    return Collections.emptyList();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String[] classes() {
    return classes;
  }
}
