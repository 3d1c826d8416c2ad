package io.github.recordsplit.cli;

import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A connection as an operator describes it with {@code --host H[:P]}, {@code --class C} and {@code
 * --role R}.
 */
final class Described implements Subject {
  private final Role role;
  private final List<String> names = new ArrayList<String>();
  private final String[] classes;
  private int port = -1;

  Described(Arguments arguments) throws UsageException {
    String className = arguments.value("--class");
    classes = className == null ? new String[0] : new String[] {className};
    role = role(arguments.value("--role"));
    if (arguments.value("--host") != null) {
      host(arguments.value("--host"));
    }
  }

  private static Role role(String given) throws UsageException {
    if (given == null) {
      return Role.CLIENT;
    }
    for (Role each : Role.values()) {
      if (each.toString().equals(given)) {
        return each;
      }
    }
    throw new UsageException(Messages.unknown("role", given, Role.values()));
  }

  /** A port follows the last colon, unless that is inside an IPv6 address without brackets. */
  private void host(String given) throws UsageException {
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
      throw new UsageException("the host is missing in --host " + Messages.quote(given));
    }
  }

  private static int port(String given) throws UsageException {
    try {
      int port = Integer.parseInt(given);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw new UsageException(Messages.quote(given) + " is not a port (expected 1 to 65535)");
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
