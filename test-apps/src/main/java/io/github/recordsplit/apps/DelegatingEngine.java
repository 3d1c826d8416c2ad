package io.github.recordsplit.apps;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/** An engine of a library that nobody knows, on top of one that does the work. */
class DelegatingEngine extends SSLEngine {
  final SSLEngine below;

  DelegatingEngine(SSLEngine below) {
    this(below, below.getPeerHost(), below.getPeerPort());
  }

  /** One whose peer the engine below need not know. */
  DelegatingEngine(SSLEngine below, String host, int port) {
    super(host, port);
    this.below = below;
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer destination)
      throws SSLException {
    return below.wrap(sources, offset, length, destination);
  }

  @Override
  public SSLEngineResult unwrap(
      ByteBuffer source, ByteBuffer[] destinations, int offset, int length) throws SSLException {
    return below.unwrap(source, destinations, offset, length);
  }

  @Override
  public Runnable getDelegatedTask() {
    return below.getDelegatedTask();
  }

  @Override
  public void closeInbound() throws SSLException {
    below.closeInbound();
  }

  @Override
  public boolean isInboundDone() {
    return below.isInboundDone();
  }

  @Override
  public void closeOutbound() {
    below.closeOutbound();
  }

  @Override
  public boolean isOutboundDone() {
    return below.isOutboundDone();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return below.getSupportedCipherSuites();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return below.getEnabledCipherSuites();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    below.setEnabledCipherSuites(suites);
  }

  @Override
  public String[] getSupportedProtocols() {
    return below.getSupportedProtocols();
  }

  @Override
  public String[] getEnabledProtocols() {
    return below.getEnabledProtocols();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    below.setEnabledProtocols(protocols);
  }

  @Override
  public SSLSession getSession() {
    return below.getSession();
  }

  @Override
  public void beginHandshake() throws SSLException {
    below.beginHandshake();
  }

  @Override
  public HandshakeStatus getHandshakeStatus() {
    return below.getHandshakeStatus();
  }

  @Override
  public void setUseClientMode(boolean client) {
    below.setUseClientMode(client);
  }

  @Override
  public boolean getUseClientMode() {
    return below.getUseClientMode();
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    below.setNeedClientAuth(need);
  }

  @Override
  public boolean getNeedClientAuth() {
    return below.getNeedClientAuth();
  }

  @Override
  public void setWantClientAuth(boolean want) {
    below.setWantClientAuth(want);
  }

  @Override
  public boolean getWantClientAuth() {
    return below.getWantClientAuth();
  }

  @Override
  public void setEnableSessionCreation(boolean enabled) {
    below.setEnableSessionCreation(enabled);
  }

  @Override
  public boolean getEnableSessionCreation() {
    return below.getEnableSessionCreation();
  }

  @Override
  public SSLParameters getSSLParameters() {
    return below.getSSLParameters();
  }

  @Override
  public void setSSLParameters(SSLParameters parameters) {
    below.setSSLParameters(parameters);
  }
}
