package sun.security.ssl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** One record in the making; nothing is encrypted, so that a reader sees what left. */
class OutputRecord extends ByteArrayOutputStream {
  int availableDataBytes() {
    return 16384 - count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  void write(OutputStream transport, boolean hold, ByteArrayOutputStream held) throws IOException {
    byte[] record = new byte[count + 5];
    record[0] = 23;
    record[3] = (byte) (count >> 8);
    record[4] = (byte) count;
    System.arraycopy(buf, 0, record, 5, count);
    reset();
    if (hold) {
      held.write(record, 0, record.length);
    } else if (held != null && held.size() > 0) {
      held.write(record, 0, record.length);
      byte[] both = held.toByteArray();
      held.reset();
      transport.write(both, 0, both.length);
    } else {
      transport.write(record, 0, record.length);
    }
  }
}
