package io.github.recordsplit.feature.outcome;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;

/** How a connection ended. */
enum Ending {
  /** The peer said that it closes. */
  CLOSE_NOTIFY("closeNotify", true),

  /** The peer's bytes ended without a word. */
  EOF("eof", true),

  /** The peer's network said that it is gone. */
  RESET("reset", true),

  /** The peer said what is wrong. */
  ALERT("alert", true),

  /** What the peer sent is no TLS that goes on: the TLS library gave up. */
  REFUSED("refused", true),

  /** The application closed it, or has dropped it. */
  APPLICATION("applicationClosed", false);

  /** The word in JSON. */
  final String key;

  /** Whether the peer ended it. */
  final boolean byPeer;

  Ending(String key, boolean byPeer) {
    this.key = key;
    this.byPeer = byPeer;
  }

  /** Which one an error of a connection means. */
  static Ending of(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof EOFException) {
        return EOF;
      }
      if (each instanceof InterruptedIOException) {
        return APPLICATION; // its patience has ended
      }
      if (each instanceof SocketException) {
        String message = String.valueOf(each.getMessage());
        boolean own = message.endsWith("closed") || message.endsWith("close");
        return own ? APPLICATION : RESET;
      }
    }
    return REFUSED;
  }

  /**
   * Who closes a connection: engines close themselves when the peer has closed, and Netty does so
   * when its channel has ended.
   */
  static Ending ofCloser(StackTraceElement... stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getMethodName().equals("unwrap")) {
        return CLOSE_NOTIFY;
      }
      if (frame.getMethodName().equals("channelInactive")) {
        return EOF;
      }
    }
    return APPLICATION;
  }
}
