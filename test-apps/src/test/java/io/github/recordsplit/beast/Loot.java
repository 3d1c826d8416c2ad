package io.github.recordsplit.beast;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one attack came away with.
 *
 * @param answer the cookie as the attacker would hand it in; an unconfirmed digit in it is a guess
 * @param confirmedAt for each digit that a match of blocks confirmed: the payloads sent until then
 * @param payloads payloads that the client was made to send
 * @param whole those of them that left as one record
 */
record Loot(String answer, List<Integer> confirmedAt, int payloads, int whole) {
  int confirmed() {
    return confirmedAt.size();
  }

  /** Digits of the answer that are right, by whatever means. */
  int right(String cookie) {
    return (int)
        IntStream.range(0, cookie.length())
            .filter(i -> answer.charAt(i) == cookie.charAt(i))
            .count();
  }
}
