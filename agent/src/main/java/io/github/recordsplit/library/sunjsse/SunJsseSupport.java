package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.library.Handshake;
import io.github.recordsplit.library.LibrarySupport;
import io.github.recordsplit.observe.log.AgentLog;

/** SunJSSE, the JDK's own, and its copies. */
public final class SunJsseSupport implements LibrarySupport {
  private volatile SunJsse connections;

  @Override
  public boolean isOf(String className) {
    return SunJsseHooks.copyOf(className.replace('.', '/')) != null;
  }

  @Override
  public HookTable payloads() {
    return new SunJsseHooks();
  }

  @Override
  public HookTable reads() {
    return new SunJsseReadHooks();
  }

  @Override
  public HookTable handshakes() {
    return new SunJsseHandshakeHooks();
  }

  @Override
  public HookTable answers() {
    return new SunJsseAnswerHooks();
  }

  @Override
  public HookTable origins() {
    return new SunJsseOriginHooks();
  }

  @Override
  public void connect(ConnectionContext control, AgentLog log, BridgeInjector opener) {
    connections = new SunJsse(control, log, opener);
  }

  /** Its connections, since the agent is there. */
  public SunJsse connections() {
    return connections;
  }

  @Override
  public Connection connectionOf(Object engine) throws ReflectiveOperationException {
    return connections.connectionOf(engine);
  }

  @Override
  public Connection known(Object engineOrSocket) throws ReflectiveOperationException {
    return connections.find(engineOrSocket);
  }

  @Override
  public Connection reading(Object engineOrSocket) throws ReflectiveOperationException {
    return connections.reading(engineOrSocket);
  }

  @Override
  public boolean unwrapsOneRecord() {
    return true;
  }

  @Override
  public Handshake handshake(Object context, Object configuration) {
    return connections.handshake(context, configuration);
  }
}
