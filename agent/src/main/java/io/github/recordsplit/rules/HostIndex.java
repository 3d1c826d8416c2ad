package io.github.recordsplit.rules;

/**
 * The rules of one kind (those that ask for a class, or those that do not), found by host.
 *
 * <p>One hash table with open addressing maps a host pattern (kind, name or network, port) to the
 * first rule with that pattern; rules with the same pattern form a chain in file order. So a
 * look-up costs the same with 10 rules and with 100,000, and a rule costs three to five {@code
 * int}s.
 */
final class HostIndex {
  private final Rule[] rules;

  /** Number + 1 of the first rule of a chain, or 0 in a free slot. */
  private final int[] table;

  /** Number of the next rule of a chain, or 0 at its end: rule 0 is nobody's next. */
  private final int[] next;

  /** The numbers of the rules that ask for no host, in order. */
  private final int[] anywhere;

  /** Whether a network with a prefix of this length occurs. */
  private final boolean[] prefixes = new boolean[129];

  HostIndex(Rule[] rules, boolean classes) {
    this.rules = rules;
    int hosts = count(classes, true);
    anywhere = new int[count(classes, false)];
    table = new int[hosts == 0 ? 0 : 4 * Integer.highestOneBit(hosts)];
    next = new int[hosts == 0 ? 0 : rules.length];
    fill(classes);
  }

  private int count(boolean classes, boolean host) {
    int count = 0;
    for (Rule rule : rules) {
      if (rule.asksForClass() == classes && (rule.host != null) == host) {
        count++;
      }
    }
    return count;
  }

  /**
   * Goes backwards, so that putting a rule before the others of its chain leaves the chain in file
   * order.
   */
  private void fill(boolean classes) {
    int others = anywhere.length;
    for (int i = rules.length - 1; i >= 0; i--) {
      if (rules[i].asksForClass() != classes) {
        continue;
      }
      if (rules[i].host == null) {
        anywhere[--others] = i;
      } else {
        add(i, rules[i].host);
      }
    }
  }

  private void add(int rule, HostPattern host) {
    int slot = slot(host.hash());
    while (table[slot] != 0 && !rules[table[slot] - 1].host.sameKey(host)) {
      slot = after(slot);
    }
    next[rule] = Math.max(table[slot] - 1, 0);
    table[slot] = rule + 1;
    if (host.kind >= 0) {
      prefixes[host.kind] = true;
    }
  }

  private int slot(int hash) {
    return hash & table.length - 1;
  }

  private int after(int slot) {
    return slot + 1 & table.length - 1;
  }

  /**
   * Returns the number of the first rule that matches behind one and below a bound, or the bound.
   *
   * @param classes what the stack has, or null to learn whether any rule here matches but for its
   *     class
   */
  int first(PeerKey peer, ClassVerdicts.Held classes, int behind, int bound) {
    if (classes != null && classes.none()) {
      return bound;
    }
    Search search = new Search(peer, classes, behind, bound);
    search.anywhere();
    if (table.length > 0 && peer.known()) {
      search.hosts();
    }
    return search.found;
  }

  /**
   * One look-up: every pattern under which the peer may stand is tried, the lowest rule number
   * wins.
   */
  private final class Search {
    private final PeerKey peer;
    private final ClassVerdicts.Held classes;
    private final int behind;
    private int found;

    Search(PeerKey peer, ClassVerdicts.Held classes, int behind, int bound) {
      this.peer = peer;
      this.classes = classes;
      this.behind = behind;
      this.found = bound;
    }

    void anywhere() {
      for (int i = 0; i < anywhere.length && anywhere[i] < found; i++) {
        offer(anywhere[i]);
      }
    }

    private void offer(int rule) {
      if (rule > behind
          && (classes == null || classes.holds(rule))
          && rules[rule].holdsForRole(peer.role)) {
        found = rule;
      }
    }

    void hosts() {
      look(HostPattern.ANY, null, null);
      for (String name : peer.names) {
        if (name != null) {
          name(name);
        }
      }
      for (IpAddress address : peer.addresses) {
        if (address != null) {
          address(address);
        }
      }
    }

    private void name(String name) {
      look(HostPattern.NAME, name, null);
      int from = Math.max(0, name.length() - 1 - HostNames.LONGEST);
      for (int dot = name.indexOf('.', from); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        look(HostPattern.SUFFIX, name.substring(dot + 1), null);
      }
    }

    /** An IPv4 address is compared with IPv4 blocks only: {@code ::/0} means IPv6. */
    private void address(IpAddress address) {
      for (int bits = address.v4() ? 96 : 0; bits <= 128; bits++) {
        if (prefixes[bits]) {
          look(bits, null, address.network(bits));
        }
      }
    }

    private void look(int kind, String name, IpAddress network) {
      chain(new HostPattern(kind, name, network, 0));
      if (peer.port > 0) {
        chain(new HostPattern(kind, name, network, peer.port));
      }
    }

    private void chain(HostPattern key) {
      int slot = slot(key.hash());
      while (table[slot] != 0 && !rules[table[slot] - 1].host.sameKey(key)) {
        slot = after(slot);
      }
      int rule = table[slot] - 1;
      while (rule >= 0 && rule < found) {
        offer(rule);
        rule = next[rule] == 0 ? -1 : next[rule];
      }
    }
  }
}
