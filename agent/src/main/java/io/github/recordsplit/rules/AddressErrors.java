package io.github.recordsplit.rules;

/** Reads addresses and prefix lengths, and says what is wrong with them. */
final class AddressErrors {
  private AddressErrors() {}

  static IpAddress parse(Token word, boolean block) throws ConfigException {
    IpAddress address = IpAddress.parse(word.text);
    if (address == null) {
      throw word.error(reason(word.text, block));
    }
    return address;
  }

  private static String reason(String text, boolean block) {
    if (text.indexOf(':') >= 0) {
      return ipv6(text);
    }
    if (block && !HostParser.numeric(text)) {
      return "a '/' may only stand between an address and its prefix length, as in '10.0.0.0/8'";
    }
    return Quote.quote(text)
        + " is not an IPv4 address (expected four numbers from 0 to 255 without leading zeros)";
  }

  private static String ipv6(String text) {
    if (text.indexOf('%') >= 0) {
      return "a zone is not part of the address, leave out "
          + Quote.quote(text.substring(text.indexOf('%')));
    }
    return Quote.quote(text)
        + " is not an IPv6 address (a port after one needs brackets, as in '[::1]:443')";
  }

  /** Returns the prefix length out of 128 that is written from an offset on. */
  static int prefix(Token word, int from, IpAddress address) throws ConfigException {
    boolean v4 = address.v4() && word.text.indexOf(':') < 0;
    int most = v4 ? 32 : 128;
    int bits = Numbers.decimal(word.text, from, word.text.length());
    if (bits < 0 || bits > most) {
      String shown = word.text.substring(from);
      String what =
          shown.isEmpty()
              ? "the prefix length is missing"
              : Quote.quote(shown) + " is not a prefix length";
      throw word.error(from, what + " (expected 0 to " + most + ')');
    }
    return bits + 128 - most;
  }

  static ConfigException beyond(Token word, HostPattern meant) {
    String shown = Quote.plain(word.text);
    return word.error(shown + " has bits set beyond its prefix, did you mean " + meant + '?');
  }
}
