package io.github.recordsplit.split;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What woven code calls where a connection's site is named: by the application, for a socket over
 * another, or by a ClientHello. It lives beside {@link Bridge}, under another name as that one
 * does.
 */
public final class SiteBridge implements Consumer<Object[]> {
  /** The first of what the slot takes: the moment; then the objects of the call. */
  static final String LAYERED = "layered";

  static final String SHAKEN = "shaken";

  static final String BC_SHAKEN = "bc.shaken";

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
    tell(LAYERED, socket, below, host, port);
  }

  /** SunJSSE: a handshake is done, and what it knows is about to be forgotten. */
  public static void onShaken(Object context) {
    tell(SHAKEN, context);
  }

  /** bctls: {@code TlsProtocol.completeHandshake} begins, which ends by forgetting. */
  public static void onBcShaken(Object protocol) {
    tell(BC_SHAKEN, protocol);
  }

  private static void tell(Object... call) {
    Object unused = slot.apply(call);
  }
}
