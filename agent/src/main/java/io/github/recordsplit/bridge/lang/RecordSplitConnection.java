package io.github.recordsplit.bridge.lang;

/** A connection of SunJSSE, and its payload that is going out. */
public interface RecordSplitConnection {
  /**
   * Decides on a payload.
   *
   * @param length its bytes; 2 and more are all the same
   * @param tls11Plus whether the negotiated protocol is TLS 1.1 or later
   * @param cbc whether the negotiated cipher suite encrypts in CBC mode
   * @param first whether nothing went out yet under the current write cipher
   * @return anything but {@link RecordSplitDecision#REFUSE}
   */
  RecordSplitDecision onPayload(int length, boolean tls11Plus, boolean cbc, boolean first);

  /** What was decided on the payload that is going out. */
  RecordSplitDecision decision();

  /** Holds a record, or none if it is null, and gives the one that was held, or null. */
  byte[] exchangeHeld(byte[] record);

  /** Whether the first record of the payload is held. */
  boolean isHolding();

  /**
   * An engine makes a record of the payload.
   *
   * @return whether it takes all that it can; if not, only the first byte, and the rest comes next
   */
  boolean takesAll();
}
