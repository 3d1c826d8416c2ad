package io.github.recordsplit.apps;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** What can happen to one write on a transport. */
enum Fault {
  /** The write fails, and nothing of it left. */
  FAILS {
    @Override
    void strike(FaultySocket transport, byte[] write) throws IOException {
      throw new IOException("injected");
    }
  },

  /** A reset in the middle: half of the bytes had left. */
  RESET {
    @Override
    void strike(FaultySocket transport, byte[] write) throws IOException {
      transport.pass(Arrays.copyOf(write, write.length / 2));
      throw new SocketException("Connection reset");
    }
  },

  /** All bytes left, and the write fails all the same. */
  LATE {
    @Override
    void strike(FaultySocket transport, byte[] write) throws IOException {
      transport.pass(write);
      throw new SocketException("Broken pipe");
    }
  },

  /** A transport with a time limit of its own. */
  TIMEOUT {
    @Override
    void strike(FaultySocket transport, byte[] write) throws IOException {
      throw new SocketTimeoutException("timeout");
    }
  },

  /** A transport with a defect. */
  UNCHECKED {
    @Override
    void strike(FaultySocket transport, byte[] write) {
      throw new IllegalStateException("injected");
    }
  },

  /** The write stands still until another thread closes the transport. */
  STALL {
    @Override
    void strike(FaultySocket transport, byte[] write) throws IOException {
      transport.cut();
      try {
        transport.closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new SocketException("Socket closed");
    }
  },

  /** Another thread closes the TLS connection while the write is under way. */
  CLOSE {
    @Override
    void strike(FaultySocket transport, byte[] write) throws IOException {
      transport.closeFromElsewhere();
      transport.pass(write);
    }
  },

  /** The writing thread is interrupted, which a socket's write does not heed. */
  INTERRUPT {
    @Override
    void strike(FaultySocket transport, byte[] write) throws IOException {
      Thread.currentThread().interrupt();
      transport.pass(write);
    }
  };

  /** Whether no later write gets through. */
  boolean isLasting() {
    return this == RESET || this == STALL;
  }

  abstract void strike(FaultySocket transport, byte[] write) throws IOException;
}
