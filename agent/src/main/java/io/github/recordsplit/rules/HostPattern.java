package io.github.recordsplit.rules;

/**
 * What a {@code host} condition asks for: a name, a suffix, a block of addresses or anything known;
 * and a port.
 */
final class HostPattern {
  /** Any peer that is known by a name or an address. */
  static final int ANY = -1;

  static final int NAME = -2;
  static final int SUFFIX = -3;

  /** {@link #ANY}, {@link #NAME}, {@link #SUFFIX}, or the length of an address prefix, 0 to 128. */
  final int kind;

  /**
   * The name or suffix in lower case, without {@code *.} and trailing dot; null for other kinds.
   */
  final String name;

  /** The network; null for other kinds. */
  final IpAddress network;

  /** The port, or 0 for every port. */
  final int port;

  HostPattern(int kind, String name, IpAddress network, int port) {
    this.kind = kind;
    this.name = name;
    this.network = network;
    this.port = port;
  }

  boolean sameKey(HostPattern other) {
    return kind == other.kind
        && port == other.port
        && (name == null || name.equals(other.name))
        && (network == null || network.same(other.network));
  }

  /**
   * Networks often differ in a few low bits only, so that every bit has to reach the low ones of
   * the hash.
   */
  int hash() {
    long content =
        name != null ? name.hashCode() : network != null ? network.high * 31 + network.low : 0;
    long mixed = (content + 131L * kind + 65_537L * port) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 32);
  }

  @Override
  public String toString() {
    String host = host();
    if (port == 0) {
      return host;
    }
    return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
  }

  private String host() {
    if (kind < 0) {
      return kind == ANY ? "*" : kind == SUFFIX ? "*." + name : name;
    }
    int all = network.v4() && kind >= 96 ? 32 : 128;
    int bits = kind - (128 - all);
    return bits == all ? network.toString() : network.toString() + '/' + bits;
  }
}
