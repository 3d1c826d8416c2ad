package io.github.recordsplit.startup;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.bridge.lang.RecordSplitAnswers;
import io.github.recordsplit.bridge.lang.RecordSplitBcTls;
import io.github.recordsplit.bridge.lang.RecordSplitConnection;
import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.bridge.lang.RecordSplitHandshakes;
import io.github.recordsplit.bridge.lang.RecordSplitHooks;
import io.github.recordsplit.bridge.lang.RecordSplitOrigins;
import io.github.recordsplit.bridge.lang.RecordSplitReads;
import io.github.recordsplit.bridge.lang.RecordSplitUnknown;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.instrument.Reweaver;
import io.github.recordsplit.library.sunjsse.SunJsse;
import io.github.recordsplit.library.unknown.Discovery;
import io.github.recordsplit.library.unknown.JdkStreams;
import io.github.recordsplit.library.unknown.JsseApiReader;
import io.github.recordsplit.library.unknown.UnknownLibraries;
import io.github.recordsplit.library.unknown.UnknownLibraryHooks;
import io.github.recordsplit.observe.log.AgentLog;

/** What woven code reaches of the agent. It loads once what woven code calls is defined. */
final class AgentHooks implements RecordSplitHooks, Discovery.Listener {
  private final AgentRuntime runtime;
  private final BridgeInjector injector;
  private final SunJsse sunJsse;
  private final ConnectionRegistry connections;
  private final Libraries libraries;
  private final Discovery discovery;
  private final Features features;
  private volatile UnknownLibraries unknown;

  private AgentHooks(
      AgentRuntime runtime,
      AgentLog log,
      Libraries libraries,
      Reweaver reweaver,
      BridgeInjector injector) {
    this.runtime = runtime;
    this.injector = injector;
    this.libraries = libraries;
    libraries.all.connect(runtime, log, injector);
    this.sunJsse = libraries.sunJsse.connections();
    this.connections = sunJsse.connections;
    this.discovery = new Discovery(libraries.all, reweaver, this);
    this.features = new Features(runtime, log, libraries, reweaver, discovery);
    libraries.hooks.addFound(new UnknownLibraryHooks(discovery));
  }

  /** Makes them, and hands them over to what woven code calls. */
  static AgentHooks handOver(
      AgentRuntime runtime,
      AgentLog log,
      Libraries libraries,
      Reweaver reweaver,
      BridgeInjector injector)
      throws ReflectiveOperationException {
    AgentHooks made = new AgentHooks(runtime, log, libraries, reweaver, injector);
    injector.handOver(made);
    return made;
  }

  Features features() {
    return features;
  }

  Discovery discovery() {
    return discovery;
  }

  @Override
  public RecordSplitConnection connection(Object record) {
    return connections.connection(record);
  }

  @Override
  public void connectionMade(Object owner, Object record) {
    sunJsse.connectionMade(owner, record);
  }

  @Override
  public void handshakeFinished(Object owner, Object record) {
    sunJsse.handshakeFinished(owner, record);
  }

  @Override
  public void transportMade(Object engineOrSocket) {
    discovery.transportMade(engineOrSocket);
  }

  @Override
  public void flagChanged() {
    runtime.decideAgain();
  }

  @Override
  public void socketLayered(Object socket, Object below, String host, int port) {
    sunJsse.socketLayered(socket, below, host, port);
  }

  /** Of woven code, and of what is found of unknown libraries. */
  @Override
  public RecordSplitDecision onPayloadFailure(Throwable t) {
    runtime.onFailure(t);
    return runtime.refuses() ? RecordSplitDecision.REFUSE : RecordSplitDecision.LEAVE;
  }

  @Override
  public void onFailure(Throwable t) {
    runtime.onFailure(t);
  }

  @Override
  public RecordSplitBcTls bcTls() {
    return libraries.bcTls.connections();
  }

  @Override
  public RecordSplitUnknown unknownLibraries() {
    return unknown;
  }

  @Override
  public RecordSplitReads reads() {
    return features.reads();
  }

  @Override
  public RecordSplitHandshakes handshakes() {
    return features.handshakes();
  }

  @Override
  public RecordSplitOrigins origins() {
    return features.origins();
  }

  @Override
  public RecordSplitAnswers answers() {
    return features.answers();
  }

  @Override
  public synchronized ConnectionRegistry unknownMet() {
    ConnectionRegistry others =
        new ConnectionRegistry(runtime, new JsseApiReader(libraries.all, sunJsse));
    unknown =
        new UnknownLibraries(runtime, others, libraries.all, discovery, new JdkStreams(injector));
    return others;
  }

  @Override
  public void engineMade(boolean before) {
    features.engineMade(before);
  }
}
