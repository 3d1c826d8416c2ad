package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.Bridge;
import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.ConnectionContext;
import java.util.function.Function;

/** Libraries outside the JDK, each loaded when the first of its classes calls. */
public final class LazyBcTls implements Function<Object[], Object> {
  private final ConnectionContext control;
  private final BridgeInjector definer;
  private final Function<Throwable, Integer> failed;
  private volatile BcTls bcTls;

  /**
   * Makes the agent's side of all of them.
   *
   * @param failed takes failures of the agent and answers {@link Bridge#LEAVE} or {@link
   *     Bridge#REFUSE}
   */
  public LazyBcTls(
      ConnectionContext control, BridgeInjector definer, Function<Throwable, Integer> failed) {
    this.control = control;
    this.definer = definer;
    this.failed = failed;
  }

  @Override
  public Object apply(Object[] call) {
    Function<Object[], Object> library;
    try {
      library = bcTls == null ? bcTls() : bcTls;
    } catch (Throwable t) {
      Integer unused = failed.apply(t);
      return null;
    }
    return library.apply(call);
  }

  public synchronized BcTls bcTls() {
    if (bcTls == null) {
      bcTls = new BcTls(control, definer, failed);
    }
    return bcTls;
  }
}
