package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.NamedHooks;
import io.github.recordsplit.library.Handshake;
import io.github.recordsplit.library.LibrarySupport;
import io.github.recordsplit.library.PlainInput;
import io.github.recordsplit.observe.log.AgentLog;
import javax.net.ssl.SSLEngine;

/** BouncyCastle's bctls; its agent's side loads when the first of its classes calls. */
public final class BcTlsSupport implements LibrarySupport {
  private static final String BOUNCY_CASTLE = "org.bouncycastle.";

  private volatile ConnectionContext control;
  private volatile BridgeInjector opener;
  private volatile BcTls made;

  @Override
  public boolean isOf(String className) {
    return className.startsWith(BOUNCY_CASTLE);
  }

  @Override
  public HookTable payloads() {
    return new BcTlsHooks();
  }

  @Override
  public HookTable reads() {
    return new NamedHooks(BcTlsHooks.PROTOCOL, BcTlsHooks.ENGINE) {
      @Override
      protected Hook[] all() {
        return BcTlsFeatureHooks.reads();
      }
    };
  }

  @Override
  public HookTable handshakes() {
    return new NamedHooks(BcTlsHooks.CLIENT, BcTlsHooks.SERVER, BcTlsHooks.ENGINE) {
      @Override
      protected Hook[] all() {
        return BcTlsFeatureHooks.handshakes();
      }
    };
  }

  @Override
  public HookTable answers() {
    return new NamedHooks(BcTlsHooks.PROTOCOL) {
      @Override
      protected Hook[] all() {
        return BcTlsFeatureHooks.answers();
      }
    };
  }

  @Override
  public HookTable origins() {
    return new NamedHooks(BcTlsHooks.PROTOCOL) {
      @Override
      protected Hook[] all() {
        return BcTlsFeatureHooks.origins();
      }
    };
  }

  @Override
  public void connect(ConnectionContext context, AgentLog log, BridgeInjector injector) {
    control = context;
    opener = injector;
  }

  /** The agent's side, made now at the latest. */
  public BcTls connections() {
    BcTls known = made;
    return known == null ? make() : known;
  }

  private synchronized BcTls make() {
    if (made == null) {
      made = new BcTls(control, opener);
    }
    return made;
  }

  /** Null of an engine before its handshake. */
  private Object protocolOf(Object object) throws ReflectiveOperationException {
    return object instanceof SSLEngine ? connections().protocolOf(object) : object;
  }

  @Override
  public Connection connectionOf(Object engineOrProtocol) throws ReflectiveOperationException {
    return connections().connection(protocolOf(engineOrProtocol));
  }

  @Override
  public Connection known(Object engineOrProtocol) throws ReflectiveOperationException {
    Object protocol = protocolOf(engineOrProtocol);
    return protocol == null ? null : connections().known(protocol);
  }

  @Override
  public Connection reading(Object engineOrProtocol) throws ReflectiveOperationException {
    Object protocol = protocolOf(engineOrProtocol);
    boolean ready = protocol != null && connections().isReady(protocol);
    return ready ? connections().connection(protocol) : null;
  }

  @Override
  public Handshake handshake(Object peer, Object configuration)
      throws ReflectiveOperationException {
    return connections().handshake(peer);
  }

  @Override
  public PlainInput input(Object protocol) {
    return connections().input(protocol);
  }
}
