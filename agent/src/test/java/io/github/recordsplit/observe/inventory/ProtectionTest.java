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
        assertEquals(Done.LEAVE, Done.of(Action.LEAVE, inScope, can));
        assertEquals(can ? Done.NEVER : Done.CANNOT, Done.of(Action.NEVER, inScope, can));
        Done split = can ? Done.SPLIT : Done.CANNOT;
        assertEquals(inScope ? split : Done.LEAVE, Done.of(Action.SPLIT, inScope, can));
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
    assertEquals("VULNERABLE and not protected", Protection.NONE.toString());
  }
}
