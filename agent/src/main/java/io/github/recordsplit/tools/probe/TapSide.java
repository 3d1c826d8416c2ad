package io.github.recordsplit.tools.probe;

import io.github.recordsplit.tls.RecordHeaders;

/** What one end of a tapped connection sends. */
final class TapSide implements RecordReader.Listener {
  private static final String[] TYPES = {
    "change cipher spec", "alert", "handshake", "application data", "heartbeat"
  };

  final String name;
  final RecordReader reader = new RecordReader(this);
  final SentRecords sent = new SentRecords();
  private final TapConnection connection;
  private TapSide other;
  private StringBuilder line = new StringBuilder();
  private int lastType;
  private boolean hasChanged;

  /** The length of the Finished message, or 0. */
  private int finished;

  TapSide(String name, TapConnection connection) {
    this.name = name;
    this.connection = connection;
  }

  void other(TapSide side) {
    other = side;
  }

  /** Looks at what was read at once; returns the line about it, or null. */
  synchronized String read(byte[] bytes, int length) {
    line = new StringBuilder();
    lastType = 0;
    reader.add(bytes, length);
    return line.length() == 0 ? null : line.toString();
  }

  synchronized long plain() {
    return reader.plain();
  }

  synchronized boolean isTight(CbcLengths lengths) {
    return finished > 0 && lengths.isTight(finished);
  }

  @Override
  public void begins(long plain) {
    if (plain > 0) {
      say(plain + (plain == 1 ? " byte" : " bytes") + " before TLS");
    }
  }

  @Override
  public void record(int type, int length) {
    if (type == lastType) {
      line.append(' ').append(length);
    } else {
      say(TYPES[type - RecordReader.CHANGE_CIPHER_SPEC] + ' ' + length);
    }
    lastType = type;
    if (type == RecordHeaders.APPLICATION_DATA) {
      other.sent.turn();
      sent.add(length);
    } else if (type == RecordReader.CHANGE_CIPHER_SPEC) {
      hasChanged = true;
    } else if (type == RecordReader.HANDSHAKE && hasChanged && finished == 0) {
      finished = length;
    }
  }

  @Override
  public void first(byte[] content) {
    connection.hello(ServerHello.of(content));
  }

  @Override
  public void garbage() {
    say("no TLS record from here on");
  }

  private void say(String what) {
    line.append(line.length() == 0 ? "" : ", ").append(what);
  }
}
