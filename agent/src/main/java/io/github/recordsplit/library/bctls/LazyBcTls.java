package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.ConnectionContext;

/** The agent's side of bctls, loaded when it is asked for: when the first of its classes calls. */
public final class LazyBcTls {
  private final ConnectionContext control;
  private final BridgeInjector injector;
  private volatile BcTls bcTls;

  /** Makes it; nothing of bctls is loaded yet. */
  public LazyBcTls(ConnectionContext control, BridgeInjector injector) {
    this.control = control;
    this.injector = injector;
  }

  public BcTls get() {
    BcTls made = bcTls;
    return made == null ? made() : made;
  }

  private synchronized BcTls made() {
    if (bcTls == null) {
      bcTls = new BcTls(control, injector);
    }
    return bcTls;
  }
}
