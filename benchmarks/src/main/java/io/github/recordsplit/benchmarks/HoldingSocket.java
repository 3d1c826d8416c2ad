package io.github.recordsplit.benchmarks;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;

/**
 * A transport that can hold one write and send it together with the next: how an application that
 * splits by hand would keep both records in one packet. Holding nothing, it only passes on.
 */
final class HoldingSocket extends Socket {
  private Holder out;

  @Override
  public OutputStream getOutputStream() throws IOException {
    if (out == null) {
      out = new Holder(super.getOutputStream());
    }
    return out;
  }

  void holdNextWrite() {
    out.holdsNext = true;
  }

  private static final class Holder extends FilterOutputStream {
    private boolean holdsNext;
    private byte[] held;

    Holder(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (holdsNext) {
        held = Arrays.copyOfRange(bytes, offset, offset + length);
        holdsNext = false;
      } else if (held == null) {
        out.write(bytes, offset, length);
      } else {
        byte[] both = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, offset, both, held.length, length);
        held = null;
        out.write(both, 0, both.length);
      }
    }
  }
}
