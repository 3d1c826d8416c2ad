package io.github.recordsplit.apps;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A transport on which one write, and no other, meets a {@link Fault}. */
final class FaultySocket extends MemorySocket {
  final CountDownLatch closed = new CountDownLatch(1);
  private final Fault fault;
  private final int at;
  private int writes;
  private AutoCloseable above;
  private Thread other;

  /**
   * Makes a transport.
   *
   * @param at which write is struck, from 1
   */
  FaultySocket(Endpoint peer, int port, Fault fault, int at) {
    super(peer, port);
    this.fault = fault;
    this.at = at;
  }

  /** Names the socket above this one, which a fault may close. */
  void above(AutoCloseable socket) {
    above = socket;
  }

  int writes() {
    return writes;
  }

  boolean isStruck() {
    return writes >= at;
  }

  @Override
  void sent(byte[] write) throws IOException {
    if (writes >= at && fault.isLasting()) {
      throw new SocketException("Socket closed");
    }
    if (++writes == at) {
      fault.strike(this, write);
    } else {
      super.sent(write);
    }
  }

  /** Goes on as if nothing had happened. */
  void pass(byte[] write) throws IOException {
    super.sent(write);
  }

  /** Closes the TLS connection in another thread, and waits until that waits or is done. */
  void closeFromElsewhere() {
    run(above);
    for (int i = 0; i < 500 && other.getState() == Thread.State.RUNNABLE; i++) {
      LockSupport.parkNanos(100_000);
    }
  }

  /** Closes the transport in another thread. */
  void cut() {
    run(this);
  }

  private void run(AutoCloseable toClose) {
    other =
        new Thread(
            () -> {
              try {
                toClose.close();
              } catch (Exception e) {
                // What the writer sees of it counts.
              }
            });
    other.start();
  }

  /** Fails if the other thread does not end. */
  void joinOther() throws InterruptedException {
    if (other != null) {
      boolean interrupted = Thread.interrupted();
      other.join(10_000);
      if (other.isAlive()) {
        throw new IllegalStateException("the closing thread hangs");
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed.countDown();
    super.close();
  }
}
