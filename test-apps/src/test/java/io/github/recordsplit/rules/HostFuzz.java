package io.github.recordsplit.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Jazzer's target: any host pattern and, after a line's end, any name of a peer. What is understood
 * is shown so that it is understood again, and finds in the index what a plain comparison finds.
 */
public final class HostFuzz {
  private HostFuzz() {}

  /** Takes both in UTF-8. */
  public static void fuzzerTestOneInput(byte[] both) throws ConfigException {
    String text = new String(both, UTF_8);
    int end = text.indexOf('\n');
    HostPattern pattern;
    try {
      pattern = parse(end < 0 ? text : text.substring(0, end));
    } catch (ConfigException e) {
      Fuzz.refused(e);
      return;
    }
    Fuzz.require(parse(pattern.toString()).sameKey(pattern), "shown as " + pattern);
    Fuzz.Named peer = new Fuzz.Named(text.substring(end + 1));
    boolean found = Rules.parse("fuzz", "split host " + pattern).firstMatch(peer) != null;
    Fuzz.require(found == matches(pattern, new PeerKey(peer)), pattern + " for " + peer);
  }

  private static HostPattern parse(String pattern) throws ConfigException {
    return HostParser.parse(
        new Token(new SourceText.Argument("host", pattern), 0, pattern.length()));
  }

  private static boolean matches(HostPattern pattern, PeerKey peer) {
    String name = peer.names[0];
    boolean port = pattern.port == 0 || pattern.port == peer.port;
    return port
        && switch (pattern.kind) {
          case HostPattern.ANY -> peer.known();
          case HostPattern.NAME -> pattern.name.equals(name);
          case HostPattern.SUFFIX -> name != null && name.endsWith('.' + pattern.name);
          default -> peer.addresses[0] != null && contains(pattern, peer.addresses[0]);
        };
  }

  private static boolean contains(HostPattern block, IpAddress address) {
    return (block.kind >= 96 || !address.v4()) && address.network(block.kind).same(block.network);
  }
}
