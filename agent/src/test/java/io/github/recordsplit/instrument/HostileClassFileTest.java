package io.github.recordsplit.instrument;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.bridge.Streams;
import io.github.recordsplit.library.sunjsse.SunJsseHooks;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Class files that are cut off or damaged: woven or refused, never a hang or an error. */
class HostileClassFileTest {
  private static final int DAMAGED = Integer.getInteger("recordsplit.damaged", 20_000);
  private static final int BIT = 8;
  private static final Hook[] HOOKS = new SunJsseHooks().ahead();

  private int woven;
  private int refused;

  @Test
  void cutOffAnywhere() throws Exception {
    for (Hook hook : HOOKS) {
      byte[] whole = classFile(hook);
      for (int length = 0; length < whole.length; length += length < 2000 ? 1 : 97) {
        weave(hook, Arrays.copyOf(whole, length));
      }
    }
    assertTrue(refused > 8000 && woven == 0, refused + " refused, " + woven + " woven");
  }

  @Test
  void withBitsAndNumbersChanged() {
    Random random = new Random(20111031);
    assertTimeoutPreemptively(
        Duration.ofMinutes(2).multipliedBy(1 + DAMAGED / 20_000),
        () -> {
          for (Hook hook : HOOKS) {
            byte[] whole = classFile(hook);
            for (int i = 0; i < DAMAGED / 4; i++) {
              weave(hook, damaged(whole, random));
            }
          }
        });
    assertTrue(woven > 0 && refused > 0, refused + " refused, " + woven + " woven");
  }

  @Test
  void ofAVersionThatDoesNotExistYetAreWovenAsTheyAre() throws Exception {
    Hook hook = HOOKS[0];
    byte[] future = classFile(hook);
    future[6] = 0x7f;
    byte[] result = hook.weave(future);
    assertTrue(result[6] == 0x7f);
    assertFalse(Arrays.equals(future, result));
  }

  /** What {@link HookRegistry} takes for an answer: everything else escapes it. */
  private void weave(Hook hook, byte[] bytes) {
    try {
      hook.weave(bytes);
      woven++;
    } catch (RuntimeException e) {
      refused++;
    }
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] copy = whole.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(copy.length - 4);
      switch (random.nextInt(4)) {
        case 0 -> copy[at] = (byte) random.nextInt();
        case 1 -> Arrays.fill(copy, at, at + 4, (byte) -1);
        case 2 -> Arrays.fill(copy, at, at + 2, (byte) (0xaa + random.nextInt(2))); // a switch
        default -> copy[at] = (byte) (copy[at] ^ (1 << random.nextInt(BIT)));
      }
    }
    return copy;
  }

  private static byte[] classFile(Hook hook) throws IOException {
    try (InputStream in = Object.class.getResourceAsStream('/' + hook.className + ".class")) {
      return Streams.readAll(in);
    }
  }
}
