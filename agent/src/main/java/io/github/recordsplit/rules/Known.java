package io.github.recordsplit.rules;

import java.util.List;

/** By what a peer is known at most, and so by which rules it can be meant. */
public enum Known {
  /** By nothing: no rule with a host can match. */
  NOTHING,

  /** By a name alone: no rule with an address can match. */
  NAME,

  /** By an address at least. */
  ADDRESS;

  /** Tells it of names and addresses as a {@link Subject} has them. */
  public static Known of(List<String> names, List<byte[]> addresses) {
    Known most = addresses.isEmpty() ? NOTHING : ADDRESS;
    for (int i = 0; i < names.size() && most != ADDRESS; i++) {
      String name = HostNames.ascii(names.get(i));
      if (name != null && !name.isEmpty()) {
        most = PeerKey.literal(name) == null ? NAME : ADDRESS;
      }
    }
    return most;
  }
}
