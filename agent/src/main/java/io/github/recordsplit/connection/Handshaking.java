package io.github.recordsplit.connection;

/**
 * The handshake that a socket of an unknown library makes on the current thread, and the connection
 * below that shakes hands meanwhile: a wrapper, or a socket that is made of an engine, must not
 * count twice. Only a handshake that ends well says so, for what fails may leave its start behind.
 */
public final class Handshaking {
  /** Starts that were left behind are forgotten at this depth. */
  private static final int DEEPEST = 4;

  private static final ThreadLocal<Handshaking> CURRENT = new ThreadLocal<>();

  /** False until an unknown library is met: no handshake of a known one pays for a look-up. */
  private static volatile boolean used;

  private final Counted socket;
  private final Handshaking outer;
  private final int depth;
  private Counted below;

  private Handshaking(Counted socket, Handshaking outer) {
    this.socket = socket;
    this.outer = outer == null || outer.depth == DEEPEST ? null : outer;
    this.depth = this.outer == null ? 1 : outer.depth + 1;
  }

  /** A socket's handshake begins. */
  public static void begins(Counted socket) {
    used = true;
    CURRENT.set(new Handshaking(socket, CURRENT.get()));
  }

  /** A connection has shaken hands: it is what the socket is made of, if that one does too. */
  static void shaken(Counted connection) {
    Handshaking current = used ? CURRENT.get() : null;
    if (current != null && current.socket != connection) {
      current.below = connection;
    }
  }

  /** A socket's handshake ended well; gives the connection that it is made of, or null. */
  public static Counted ends(Counted socket) {
    Handshaking ended = CURRENT.get();
    while (ended != null && ended.socket != socket) {
      ended = ended.outer;
    }
    if (ended == null || ended.outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(ended.outer);
    }
    return ended == null ? null : ended.below;
  }
}
