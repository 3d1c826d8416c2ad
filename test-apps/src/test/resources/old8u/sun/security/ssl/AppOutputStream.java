package sun.security.ssl;

import java.io.IOException;
import java.io.OutputStream;

class AppOutputStream extends OutputStream {
  private SSLSocketImpl c;
  OutputRecord r = new OutputRecord();

  AppOutputStream(SSLSocketImpl c) {
    this.c = c;
  }

  @Override
  public synchronized void write(byte[] b, int off, int len) throws IOException {
    if (len == 0) {
      return;
    }
    boolean isFirstRecordOfThePayload = true;
    do {
      boolean holdRecord = false;
      int howmuch;
      if (isFirstRecordOfThePayload && c.needToSplitPayload()) {
        howmuch = Math.min(0x01, r.availableDataBytes());
        if ((len != 1) && (howmuch == 1)) {
          holdRecord = true;
        }
      } else {
        howmuch = Math.min(len, r.availableDataBytes());
      }
      if (isFirstRecordOfThePayload && howmuch != 0) {
        isFirstRecordOfThePayload = false;
      }
      if (howmuch > 0) {
        r.write(b, off, howmuch);
        off += howmuch;
        len -= howmuch;
      }
      c.writeRecord(r, holdRecord);
    } while (len > 0);
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }
}
