package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.Bridge;
import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.ConnectionContext;
import java.util.function.Function;

/** The agent's side of bctls, loaded when the first of its classes calls. */
public final class LazyBcTls implements Function<Object[], Object> {
  private final ConnectionContext control;
  private final BridgeInjector injector;
  private final Function<Throwable, Integer> failed;
  private volatile BcTls bcTls;

  /**
   * Makes it; nothing of bctls is loaded yet.
   *
   * @param failed takes failures of the agent and answers {@link Bridge#LEAVE} or {@link
   *     Bridge#REFUSE}
   */
  public LazyBcTls(
      ConnectionContext control, BridgeInjector injector, Function<Throwable, Integer> failed) {
    this.control = control;
    this.injector = injector;
    this.failed = failed;
  }

  @Override
  public Object apply(Object[] call) {
    BcTls library;
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
      bcTls = new BcTls(control, injector, failed);
    }
    return bcTls;
  }
}
