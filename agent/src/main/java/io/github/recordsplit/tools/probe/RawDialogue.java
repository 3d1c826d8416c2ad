package io.github.recordsplit.tools.probe;

/** Bytes of the operator's, after another protocol's STARTTLS or none. */
final class RawDialogue extends Dialogue {
  private final byte[] request;
  private final Dialogue before;

  RawDialogue(byte[] request, Dialogue before) {
    this.request = request;
    this.before = before;
  }

  @Override
  void startTls(Plain plain) throws java.io.IOException {
    if (before != null) {
      before.startTls(plain);
    }
  }

  @Override
  byte[] request() {
    return request;
  }

  @Override
  boolean complete(byte[] answer) {
    return false;
  }

  @Override
  boolean endsBySilence() {
    return true;
  }

  @Override
  byte[] brief(byte[] answer) {
    return answer;
  }
}
