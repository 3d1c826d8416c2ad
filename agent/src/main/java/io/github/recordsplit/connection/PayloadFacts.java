package io.github.recordsplit.connection;

/** Bits of what is known of a payload. */
public final class PayloadFacts {
  /** The negotiated protocol is TLS 1.1 or later. */
  public static final int TLS11_PLUS = 1;

  /** The negotiated cipher suite encrypts in CBC mode. */
  public static final int CBC = 2;

  /** Nothing went out yet under the current write cipher. */
  public static final int FIRST = 4;

  private PayloadFacts() {}
}
