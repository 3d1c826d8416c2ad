package io.github.recordsplit.feature.rehearse;

/** Who reads, asked only when a first byte is handed out. */
public interface Reader {
  /**
   * The nearest class on the current stack that is neither the JDK's nor the TLS library's, and the
   * class that calls it, with {@code " called by "} in between; or the former alone.
   */
  String name();

  /**
   * Whether it gives an engine one record at a time and drops what that leaves, as Netty 3 does:
   * the rest would never come.
   */
  boolean dropsRemainders();

  /** The other end, as operators know it. */
  String peer();
}
