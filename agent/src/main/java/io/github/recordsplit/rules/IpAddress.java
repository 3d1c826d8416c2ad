package io.github.recordsplit.rules;

/**
 * An IP address as 128 bits. IPv4 is held as its IPv4-mapped IPv6 address, so that both spellings
 * are one value.
 *
 * <p>Parsing takes literals only and never asks a name service.
 */
final class IpAddress {
  private static final long MAPPED = 0xffff00000000L;

  final long high;
  final long low;

  IpAddress(long high, long low) {
    this.high = high;
    this.low = low;
  }

  /** Returns the address of 4 or 16 raw bytes, or null for any other length. */
  static IpAddress of(byte[] raw) {
    if (raw.length == 4) {
      return new IpAddress(0, MAPPED | bits(raw, 0, 4));
    }
    return raw.length == 16 ? new IpAddress(bits(raw, 0, 8), bits(raw, 8, 16)) : null;
  }

  private static long bits(byte[] raw, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      bits = bits << 8 | (raw[i] & 0xff);
    }
    return bits;
  }

  /** Returns the address of a literal, or null if the text is none. */
  static IpAddress parse(String text) {
    return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
  }

  private static IpAddress ipv4(String text) {
    long bits = quad(text, 0);
    return bits < 0 ? null : new IpAddress(0, MAPPED | bits);
  }

  private static IpAddress ipv6(String text) {
    byte[] raw = Ipv6Literal.parse(text);
    return raw == null ? null : of(raw);
  }

  /**
   * Returns the 32 bits of the four decimal octets that a text consists of from an offset on, or
   * -1.
   */
  static long quad(String text, int from) {
    long bits = 0;
    int start = from;
    for (int i = 0; i < 4; i++) {
      int end = i < 3 ? text.indexOf('.', start) : text.length();
      int octet = end < 0 ? -1 : octet(text, start, end);
      if (octet < 0) {
        return -1;
      }
      bits = bits << 8 | octet;
      start = end + 1;
    }
    return bits;
  }

  /** A leading zero is refused: some readers take such an octet as octal. */
  private static int octet(String text, int start, int end) {
    boolean padded = end - start > 1 && text.charAt(start) == '0';
    int value = padded || end - start > 3 ? -1 : Numbers.decimal(text, start, end);
    return value > 255 ? -1 : value;
  }

  boolean v4() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** Returns the network of this address: its first {@code bits} of 128, then zeros. */
  IpAddress network(int bits) {
    return new IpAddress(high & highMask(bits), low & lowMask(bits));
  }

  static long highMask(int bits) {
    return bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
  }

  static long lowMask(int bits) {
    return bits <= 64 ? 0 : -1L << (128 - bits);
  }

  boolean same(IpAddress other) {
    return high == other.high && low == other.low;
  }

  /** Returns dotted decimal for IPv4, the form of RFC 5952 for IPv6. */
  @Override
  public String toString() {
    return v4() ? dotted() : Ipv6Literal.show(high, low);
  }

  private String dotted() {
    return (low >>> 24 & 0xff)
        + "."
        + (low >>> 16 & 0xff)
        + '.'
        + (low >>> 8 & 0xff)
        + '.'
        + (low & 0xff);
  }
}
