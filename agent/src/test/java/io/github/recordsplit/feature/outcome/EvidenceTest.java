package io.github.recordsplit.feature.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The stated rate of errors, and how few connections are enough. */
class EvidenceTest {
  @Test
  void gammaIsThatOfFactorials() {
    double logOfFactorial = 0;
    for (int n = 1; n < 200; n++) {
      assertEquals(logOfFactorial, Evidence.logGamma(n), 1e-8);
      logOfFactorial += Math.log(n);
    }
    assertEquals(Math.log(Math.PI) / 2, Evidence.logGamma(0.5), 1e-8);
  }

  @Test
  void fewConnectionsAreEnoughWhereAllBreak() {
    assertTrue(Evidence.of(8, 8, 0, 32) >= Evidence.ENOUGH);
    assertTrue(Evidence.of(4, 4, 0, 32) >= Evidence.ENOUGH);
    assertTrue(Evidence.of(6, 6, 0, 10) >= Evidence.ENOUGH);
    assertFalse(Evidence.of(5, 5, 0, 10) >= Evidence.ENOUGH);
    assertFalse(Evidence.of(3, 3, 0, 32) >= Evidence.ENOUGH);
  }

  @Test
  void whoFaresAsWellIsNone() {
    assertEquals(0, Evidence.of(0, 20, 0, 20));
    assertEquals(0, Evidence.of(20, 20, 20, 20));
    assertEquals(0, Evidence.of(1, 20, 2, 20));
    assertEquals(0, Evidence.of(5, 5, 0, 0));
    assertEquals(0, Evidence.of(0, 0, 5, 5));
  }

  /** The table of the documents. */
  @Test
  void theDocumentsSayHowManyAreEnough() throws Exception {
    String page = Files.readString(Path.of("docs/who-breaks.md"));
    String[] whole = row(page, "whole ones");
    String[] split = row(page, "split ones");
    for (int i = 0; i < whole.length; i++) {
      int w = Integer.parseInt(whole[i]);
      int enough = 1;
      while (Evidence.of(enough, enough, 0, w) < Evidence.ENOUGH) {
        enough++;
      }
      assertEquals(split[i], "" + enough, whole[i]);
    }
  }

  private static String[] row(String page, String name) {
    String row = page.lines().filter(l -> l.startsWith("| " + name + " |")).findFirst().get();
    return row.substring(name.length() + 4, row.length() - 1).replace(" ", "").split("\\|", -1);
  }

  /** Asked after each connection, for a long time: at most once in a thousand. */
  @Test
  void rateOfErrorsHoldsHoweverOftenItIsAsked() {
    int kinds = 20_000;
    int wrong = 0;
    Random random = new Random(1);
    for (int kind = 0; kind < kinds; kind++) {
      wrong += isEverSuspected(random, new double[] {0.05, 0.3, 0.5, 0.9}[kind % 4]) ? 1 : 0;
    }
    assertTrue(wrong <= kinds / Evidence.ENOUGH, wrong + " of " + kinds);
  }

  private static boolean isEverSuspected(Random random, double breaks) {
    long[] broken = new long[2];
    long[] all = new long[2];
    for (int i = 0; i < 400; i++) {
      int arm = random.nextBoolean() ? 1 : 0;
      all[arm]++;
      broken[arm] += random.nextDouble() < breaks ? 1 : 0;
      if (Evidence.of(broken[1], all[1], broken[0], all[0]) >= Evidence.ENOUGH) {
        return true;
      }
    }
    return false;
  }
}
