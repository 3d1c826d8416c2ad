package io.github.recordsplit.observe.inventory;

/** A connection that is what a test makes of it. */
public final class FakeConnection implements Tracked {
  private ConnectionKind kind;
  private boolean counted;
  public boolean open = true;
  public long payloads;

  @Override
  public ConnectionKind kind() {
    return kind;
  }

  @Override
  public void kind(ConnectionKind now) {
    kind = now;
  }

  @Override
  public boolean isCounted() {
    return counted;
  }

  @Override
  public void counted(boolean counts) {
    counted = counts;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public long payloadsSplit() {
    return payloads;
  }

  @Override
  public long takePayloadsSplit() {
    long taken = payloads;
    payloads = 0;
    return taken;
  }
}
