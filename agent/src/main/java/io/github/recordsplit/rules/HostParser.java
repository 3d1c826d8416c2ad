package io.github.recordsplit.rules;

/**
 * Reads the pattern of a {@code host} condition: {@code HOST}, {@code HOST:PORT}, {@code IPV6} or
 * {@code [IPV6]:PORT}.
 */
final class HostParser {
  private static final String EXPECTED =
      " (expected a name, *.suffix, an address or a CIDR block, then optionally :PORT)";

  private final Token word;
  private final String text;
  private int hostStart;
  private int hostEnd;
  private int portStart = -1;

  private HostParser(Token word) {
    this.word = word;
    this.text = word.text;
  }

  static HostPattern parse(Token word) throws ConfigException {
    HostParser parser = new HostParser(word);
    parser.cut();
    return parser.pattern(parser.port());
  }

  /** Finds out where the host ends and the port begins. */
  private void cut() throws ConfigException {
    int url = text.indexOf("://");
    if (url >= 0) {
      throw word.error(
          "a host is written without '" + Quote.plain(text.substring(0, url)) + "://'" + EXPECTED);
    }
    int colon = text.indexOf(':');
    if (text.startsWith("[")) {
      brackets();
    } else if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
      hostEnd = text.length();
    } else {
      hostEnd = colon;
      portStart = colon + 1;
    }
  }

  private void brackets() throws ConfigException {
    hostStart = 1;
    hostEnd = text.indexOf(']');
    if (hostEnd < 0) {
      throw word.error("the bracket of " + Quote.quote(text) + " is never closed (expected ']')");
    }
    if (text.substring(1, hostEnd).indexOf(':') < 0) {
      throw word.error(1, "only an IPv6 address stands in brackets");
    }
    if (hostEnd + 1 < text.length()) {
      portStart = afterBracket(hostEnd + 1);
    }
  }

  private int afterBracket(int at) throws ConfigException {
    if (text.charAt(at) == '/') {
      throw word.error(
          at, "a prefix length stands inside the brackets, as in '[2001:db8::/32]:443'");
    }
    if (text.charAt(at) != ':') {
      throw word.error(
          at, "only a port may follow the bracket (expected ':' or the end of the pattern)");
    }
    return at + 1;
  }

  private int port() throws ConfigException {
    if (portStart < 0) {
      return 0;
    }
    String shown = text.substring(portStart);
    int port = Numbers.decimal(shown);
    if (port < 1 || port > 65535) {
      String what = shown.isEmpty() ? "the port is missing" : Quote.quote(shown) + " is not a port";
      throw word.error(portStart, what + " (expected 1 to 65535)");
    }
    return port;
  }

  private HostPattern pattern(int port) throws ConfigException {
    String host = text.substring(hostStart, hostEnd);
    if (host.isEmpty()) {
      throw word.error(
          "the host is missing"
              + (portStart < 0
                  ? EXPECTED
                  : ", write '*" + Quote.plain(text) + "' for any known host"));
    }
    if (host.equals("*")) {
      return new HostPattern(HostPattern.ANY, null, null, port);
    }
    if (host.indexOf('/') >= 0 || host.indexOf(':') >= 0 || numeric(host)) {
      return addresses(new Token(word.input, word.start + hostStart, word.start + hostEnd), port);
    }
    return name(host, port);
  }

  /** Only digits and dots, as in 10.0.0.256: not a host name, whatever else is wrong with it. */
  static boolean numeric(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return !host.isEmpty();
  }

  private static HostPattern addresses(Token host, int port) throws ConfigException {
    int slash = host.text.indexOf('/');
    Token start = slash < 0 ? host : new Token(host.input, host.start, host.start + slash);
    IpAddress address = AddressErrors.parse(start, slash >= 0);
    int bits = slash < 0 ? 128 : AddressErrors.prefix(host, slash + 1, address);
    IpAddress network = address.network(bits);
    if (!network.same(address)) {
      throw AddressErrors.beyond(host, new HostPattern(bits, null, network, 0));
    }
    return new HostPattern(bits, null, network, port);
  }

  private HostPattern name(String host, int port) throws ConfigException {
    boolean suffix = host.startsWith("*.");
    String name = HostNames.parse(word, suffix ? 2 : 0, hostEnd);
    return new HostPattern(suffix ? HostPattern.SUFFIX : HostPattern.NAME, name, null, port);
  }
}
