package io.github.recordsplit.bridge;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What woven code calls where an application names the site of a socket over another. It lives
 * beside {@link Bridge}, under another name as that one does.
 */
public final class SiteBridge implements Consumer<Object[]> {
  /** Takes a socket, the one below it, and the host and port of its site. */
  private static volatile Function<Object[], Object> slot;

  /** Made once, only to be given the slot. */
  public SiteBridge() {}

  /** Connects woven code to the agent. */
  @Override
  @SuppressWarnings("unchecked")
  public void accept(Object[] slots) {
    slot = (Function<Object[], Object>) slots[0];
  }

  /** A factory has put a socket over another one, for a site that may be behind a proxy. */
  public static void onLayered(Object socket, Object below, String host, int port) {
    Object unused = slot.apply(new Object[] {socket, below, host, port});
  }
}
