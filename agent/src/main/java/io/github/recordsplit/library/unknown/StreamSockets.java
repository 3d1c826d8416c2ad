package io.github.recordsplit.library.unknown;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLSocket;

/**
 * Streams to their sockets, neither of which is kept alive by it; a stream has no equality of its
 * own to be confused by.
 */
public final class StreamSockets {
  private final Map<Object, WeakReference<SSLSocket>> sockets =
      Collections.synchronizedMap(new WeakHashMap<Object, WeakReference<SSLSocket>>());

  /** A stream is of a socket; or of none, which is null, so that it is not looked for again. */
  public void put(Object stream, SSLSocket socket) {
    sockets.put(stream, new WeakReference<>(socket));
  }

  /** Whether it was said what a stream is of. */
  boolean knows(Object stream) {
    return sockets.containsKey(stream);
  }

  /** The socket of a stream, or null. */
  public SSLSocket of(Object stream) {
    WeakReference<SSLSocket> known = sockets.get(stream);
    return known == null ? null : known.get();
  }
}
