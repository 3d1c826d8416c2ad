package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.Members;
import io.github.recordsplit.library.PlainInput;

/** What a protocol hands to whoever reads from it. */
final class BcTlsInput implements PlainInput {
  private final BcMembers shape;
  private final Members members;
  private final Object protocol;

  BcTlsInput(BcMembers shape, Members members, Object protocol) {
    this.shape = shape;
    this.members = members;
    this.protocol = protocol;
  }

  @Override
  public boolean isBlocking() throws ReflectiveOperationException {
    return shape.blocking.getBoolean(protocol);
  }

  @Override
  public int available() throws ReflectiveOperationException {
    return (Integer) members.call(protocol, "applicationDataAvailable");
  }

  @Override
  public void receive(byte[] plain, int offset, int length) throws Throwable {
    Object unused =
        BcPayload.call(
            shape.processRecord, protocol, BcPayload.APPLICATION_DATA, plain, offset, length);
  }
}
