package io.github.recordsplit.feature.rehearse;

import io.github.recordsplit.connection.CallStack;
import io.github.recordsplit.connection.Connection;

/** Who reads now, as the current thread's stack tells it. */
final class Caller implements Reader {
  private final Connection connection;
  private final Object transport;

  /**
   * Whoever reads from a connection.
   *
   * @param transport of its TLS library, whose classes are passed over
   */
  Caller(Connection connection, Object transport) {
    this.connection = connection;
    this.transport = transport;
  }

  @Override
  public String name() {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    String nearest = CallStack.opener(stack, transport.getClass().getName());
    String caller = CallStack.callerOf(nearest, stack);
    return caller.equals(CallStack.UNKNOWN) ? nearest : nearest + Finding.CALLED_BY + caller;
  }

  @Override
  public boolean dropsRemainders() {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    return Netty3.isHandler(CallStack.opener(stack, transport.getClass().getName()));
  }

  @Override
  public String peer() {
    return connection.peer();
  }
}
