package io.github.recordsplit.tools.probe;

import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** A moment until which a peer may take its time, however it spreads its bytes. */
final class Deadline {
  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  /** Starts now. */
  static Deadline in(int milliseconds) {
    return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds));
  }

  /** The earlier of this and one that starts now. */
  Deadline within(int milliseconds) {
    Deadline other = in(milliseconds);
    return other.end - end < 0 ? other : this;
  }

  /** Limits the next read of a socket. */
  void limit(Socket socket) throws SocketException, SocketTimeoutException {
    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
  }
}
