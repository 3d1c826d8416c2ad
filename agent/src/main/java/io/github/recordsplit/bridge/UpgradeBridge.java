package io.github.recordsplit.bridge;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the woven code that starts handshakes calls. It lives beside {@link Bridge}, under another
 * name as that one does, and is made when the first {@code upgrade} rule comes into force.
 */
public final class UpgradeBridge implements Consumer<Object[]> {
  /** The first of what the slot takes: the moment; then the objects of the call. */
  public static final String OFFER = "offer";

  public static final String FATAL = "fatal";
  public static final String BC_OFFER = "bcOffer";
  public static final String BC_FATAL = "bcFatal";
  public static final String BC_CLOSED = "bcClosed";

  /** RFC 5246, 7.2. */
  private static final short FATAL_LEVEL = 2;

  private static volatile Function<Object[], Object> slot;

  /** Made once, only to be given the slot. */
  public UpgradeBridge() {}

  /** Connects woven code to the agent. */
  @Override
  @SuppressWarnings("unchecked")
  public void accept(Object[] slots) {
    slot = (Function<Object[], Object>) slots[0];
  }

  /** SunJSSE: a handshake has made its own copy of what the application configured. */
  public static void onOffer(Object configuration, Object context) {
    tell(OFFER, context, configuration);
  }

  /** SunJSSE: a connection ends with an error; all four may be null but the first. */
  public static void onFatal(
      Object context, Object alert, String message, boolean received, Throwable cause) {
    tell(FATAL, context, alert, message, cause);
  }

  /** SunJSSE: nothing more is to be read; an engine whose peer has gone is told so by its owner. */
  public static void onClosed(Object context) {
    tell(FATAL, context, null, "closed before its end", null);
  }

  /** BCJSSE: a handshake begins, and has its own copy of what the application configured. */
  public static void onBcOffer(Object peer) {
    tell(BC_OFFER, peer);
  }

  /** BCJSSE: this end gives up; the last two may be null. */
  public static void onBcRaised(
      Object peer, short level, short description, String message, Throwable cause) {
    if (level == FATAL_LEVEL) {
      tell(BC_FATAL, peer, description, message, cause);
    }
  }

  /** BCJSSE: the other end gives up. */
  public static void onBcReceived(Object peer, short level, short description) {
    if (level == FATAL_LEVEL) {
      tell(BC_FATAL, peer, description, null, null);
    }
  }

  /** BCJSSE: an engine's peer has gone, as its owner says. */
  public static void onBcClosed(Object engine) {
    tell(BC_CLOSED, engine);
  }

  private static void tell(Object... call) {
    Object unused = slot.apply(call);
  }
}
