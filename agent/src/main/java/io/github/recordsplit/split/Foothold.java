package io.github.recordsplit.split;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;

/**
 * The one class for which {@code java.lang} and {@code sun.security.ssl} are opened. It is defined
 * again in a class loader of its own (see {@link BridgeDefiner}), so that the application, which
 * shares the agent's unnamed module, can reach into no more than it could without the agent.
 */
public final class Foothold {
  private Foothold() {}

  /** A lookup with the rights of this class's module. */
  public static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }

  /** Makes a member accessible with the rights of this class's module. */
  public static void open(AccessibleObject member) {
    member.setAccessible(true);
  }
}
