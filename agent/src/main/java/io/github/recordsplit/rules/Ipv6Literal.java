package io.github.recordsplit.rules;

/** Reads and writes IPv6 addresses (RFC 4291, section 2.2; written as RFC 5952 asks). */
final class Ipv6Literal {
  private final String text;
  private final byte[] raw = new byte[16];
  private int at;
  private int filled;
  private int gap = -1;

  private Ipv6Literal(String text) {
    this.text = text;
  }

  /** Returns the 16 bytes of an address without brackets and zone, or null if the text is none. */
  static byte[] parse(String text) {
    Ipv6Literal literal = new Ipv6Literal(text);
    return literal.read() ? literal.raw : null;
  }

  private boolean read() {
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      if (!piece()) {
        return false;
      }
    }
    return close();
  }

  private boolean piece() {
    int end = at;
    while (end < text.length() && text.charAt(end) != ':') {
      end++;
    }
    if (end == text.length() && text.indexOf('.', at) >= 0) {
      return quad();
    }
    return group(end) && separator(end);
  }

  private boolean group(int end) {
    if (end == at || end - at > 4 || filled == 16) {
      return false;
    }
    int value = 0;
    for (int i = at; i < end; i++) {
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return false;
      }
      value = value << 4 | digit;
    }
    put(value >> 8);
    put(value);
    return true;
  }

  private void put(int octet) {
    raw[filled++] = (byte) octet;
  }

  /** Takes the colon, or the two that stand for zeros, after a group. */
  private boolean separator(int end) {
    at = end + 1;
    if (end == text.length()) {
      return true;
    }
    if (!text.startsWith(":", at)) {
      return at < text.length();
    }
    if (gap >= 0) {
      return false;
    }
    gap = filled;
    at++;
    return true;
  }

  private boolean quad() {
    long bits = IpAddress.quad(text, at);
    if (bits < 0 || filled > 12) {
      return false;
    }
    for (int shift = 24; shift >= 0; shift -= 8) {
      put((int) (bits >> shift));
    }
    at = text.length();
    return true;
  }

  /** Moves what followed {@code ::} to the end. */
  private boolean close() {
    if (gap < 0) {
      return filled == 16;
    }
    if (filled > 14) {
      return false;
    }
    int moved = filled - gap;
    System.arraycopy(raw, gap, raw, 16 - moved, moved);
    for (int i = gap; i < 16 - moved; i++) {
      raw[i] = 0;
    }
    return true;
  }

  /**
   * Writes lower-case groups without leading zeros, the first longest run of two or more zeros as
   * {@code ::}.
   */
  static String show(long high, long low) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i & 3))) & 0xffff;
    }
    return show(groups, longestZeros(groups));
  }

  /** Returns the start of the run times 16 plus its length. */
  private static int longestZeros(int[] groups) {
    int best = 0;
    int run = 0;
    for (int i = 0; i < 8; i++) {
      run = groups[i] == 0 ? run + 1 : 0;
      if (run > (best & 15)) {
        best = (i + 1 - run) << 4 | run;
      }
    }
    return (best & 15) > 1 ? best : 0;
  }

  private static String show(int[] groups, int zeros) {
    StringBuilder out = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if ((zeros & 15) > 0 && i == zeros >> 4) {
        out.append("::");
        i += (zeros & 15) - 1;
      } else {
        out.append(out.length() == 0 || out.charAt(out.length() - 1) == ':' ? "" : ":");
        out.append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }
}
