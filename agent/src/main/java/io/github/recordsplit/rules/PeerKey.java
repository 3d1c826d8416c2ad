package io.github.recordsplit.rules;

import java.util.List;

/** The other end of a connection, in the form that {@link HostIndex} compares. */
final class PeerKey {
  final Role role;

  /** The port, or 0 if it is not known. */
  final int port;

  /** Names in canonical form, and addresses; null where a name turned out to be an address. */
  final String[] names;

  final IpAddress[] addresses;
  private boolean known;

  PeerKey(Subject subject) {
    List<String> given = subject.names();
    List<byte[]> raw = subject.addresses();
    role = subject.role();
    port = Math.max(subject.port(), 0);
    names = new String[given.size()];
    addresses = new IpAddress[given.size() + raw.size()];
    for (int i = 0; i < given.size(); i++) {
      name(i, given.get(i));
    }
    for (int i = 0; i < raw.size(); i++) {
      addresses[given.size() + i] = IpAddress.of(raw.get(i));
      known |= addresses[given.size() + i] != null;
    }
  }

  private void name(int i, String given) {
    String name = given == null ? null : HostNames.ascii(given);
    if (name == null || name.isEmpty()) {
      return;
    }
    addresses[i] = literal(name);
    names[i] = addresses[i] == null ? name : null;
    known = true;
  }

  static IpAddress literal(String name) {
    if (name.indexOf(':') < 0) {
      return HostParser.numeric(name) ? IpAddress.parse(name) : null;
    }
    int zone = name.indexOf('%');
    int end = zone >= 0 ? zone : name.endsWith("]") ? name.length() - 1 : name.length();
    return IpAddress.parse(name.substring(name.startsWith("[") ? 1 : 0, end));
  }

  /** Returns whether the connection names a peer at all; otherwise no host rule matches. */
  boolean known() {
    return known;
  }
}
