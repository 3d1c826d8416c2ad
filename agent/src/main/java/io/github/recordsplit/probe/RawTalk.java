package io.github.recordsplit.probe;

/** Bytes of the operator's, after another protocol's STARTTLS or none. */
final class RawTalk extends Talk {
  private final byte[] request;
  private final Talk before;

  RawTalk(byte[] request, Talk before) {
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
