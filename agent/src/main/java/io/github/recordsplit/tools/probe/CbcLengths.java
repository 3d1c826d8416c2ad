package io.github.recordsplit.tools.probe;

/** Lengths of encrypted records of TLS 1.0 and SSLv3 with a CBC suite (RFC 2246, 6.2.3.2). */
final class CbcLengths implements Measure {
  private static final int MAC = 20;

  /** Of a Finished message: TLS's and SSLv3's (RFC 6101, 5.6.9). */
  private static final int FINISHED = 16;

  private static final int OLD_FINISHED = 40;

  private final int block;
  private final boolean encryptThenMac;
  private final boolean ssl3;

  CbcLengths(int block, boolean encryptThenMac, boolean ssl3) {
    this.block = block;
    this.encryptThenMac = encryptThenMac;
    this.ssl3 = ssl3;
  }

  /** With as little padding as there can be. */
  private int encrypted(int plain) {
    return encryptThenMac ? padded(plain + 1) + MAC : padded(plain + MAC + 1);
  }

  private int padded(int length) {
    return (length + block - 1) / block * block;
  }

  /** Whether a sender whose Finished message has this length pads no more than it must. */
  boolean isTight(int finished) {
    return finished == encrypted(ssl3 ? OLD_FINISHED : FINISHED);
  }

  /** An empty record is as long as one of one byte, and as one of a few. */
  @Override
  public boolean mayComeFirst(int length) {
    return length == encrypted(1);
  }

  /** Which of both is not to be seen without the key. */
  @Override
  public String style(int length) {
    return Splitting.ONE_N + " or " + Splitting.ZERO_N;
  }
}
