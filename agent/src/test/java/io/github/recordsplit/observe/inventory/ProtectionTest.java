package io.github.recordsplit.observe.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.rules.Action;
import org.junit.jupiter.api.Test;

/** What becomes of a decision, and what that protects: each combination. */
class ProtectionTest {
  @Test
  void whatIsDoneMayBeLessThanWhatWasDecided() {
    for (boolean can : new boolean[] {false, true}) {
      for (boolean inScope : new boolean[] {false, true}) {
        for (boolean dry : new boolean[] {false, true}) {
          Done never = dry ? Done.WOULD_NEVER : Done.NEVER;
          Done split = dry ? Done.WOULD_SPLIT : Done.SPLIT;
          assertEquals(Done.LEAVE, Done.of(Action.LEAVE, inScope, can, dry));
          assertEquals(can ? never : Done.CANNOT, Done.of(Action.NEVER, inScope, can, dry));
          Done due = can ? split : Done.CANNOT;
          assertEquals(inScope ? due : Done.LEAVE, Done.of(Action.SPLIT, inScope, can, dry));
        }
      }
    }
  }

  @Test
  void whatIsNotSplitIsOnlyProtectedByALibraryThatIsLeftAlone() {
    for (boolean library : new boolean[] {false, true}) {
      for (Action done : Action.values()) {
        assertEquals(Protection.NOT_NEEDED, Protection.of(false, done, library));
      }
      assertEquals(Protection.AGENT, Protection.of(true, Action.SPLIT, library));
      assertEquals(Protection.NONE, Protection.of(true, Action.NEVER, library));
      Protection left = library ? Protection.LIBRARY : Protection.NONE;
      assertEquals(left, Protection.of(true, Action.LEAVE, library));
    }
  }

  @Test
  void operatorsReadWords() {
    assertEquals("cannot", Done.CANNOT.toString());
    assertEquals("wouldSplit", Done.WOULD_SPLIT.toString());
    assertEquals("VULNERABLE and not protected", Protection.NONE.toString());
  }
}
