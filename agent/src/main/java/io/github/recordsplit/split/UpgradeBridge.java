package io.github.recordsplit.split;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the woven code that starts handshakes calls. It lives beside {@link Bridge}, under another
 * name as that one does, and is made when the first {@code upgrade} rule comes into force.
 */
public final class UpgradeBridge implements Consumer<Object[]> {
  /** The first of what the slot takes: the moment; then the objects of the call. */
  static final String OFFER = "offer";

  static final String FATAL = "fatal";

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

  private static void tell(Object... call) {
    Object unused = slot.apply(call);
  }
}
