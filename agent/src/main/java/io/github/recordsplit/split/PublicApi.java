package io.github.recordsplit.split;

import java.net.Socket;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Reads connections of unknown TLS libraries: only after their handshake, and never by DNS. */
class PublicApi implements Library {
  @Override
  public Object ownerOf(Object record) {
    return record;
  }

  @Override
  public Object transportOf(Object owner) {
    return owner;
  }

  @Override
  public SSLSession sessionOf(Object owner) {
    try {
      return owner instanceof SSLEngine
          ? ((SSLEngine) owner).getSession()
          : ((SSLSocket) owner).getSession();
    } catch (RuntimeException | LinkageError e) {
      return null; // what it cannot tell, it has not said
    }
  }

  @Override
  public boolean isClient(Object owner) {
    return owner instanceof SSLEngine
        ? ((SSLEngine) owner).getUseClientMode()
        : ((SSLSocket) owner).getUseClientMode();
  }

  @Override
  public String hostOf(Object owner) {
    try {
      SSLSession session = owner instanceof SSLEngine ? null : sessionOf(owner);
      return session == null ? hostOfEngine(owner) : session.getPeerHost();
    } catch (RuntimeException | LinkageError e) {
      return null;
    }
  }

  private static String hostOfEngine(Object owner) {
    return owner instanceof SSLEngine ? ((SSLEngine) owner).getPeerHost() : null;
  }

  /** Before the handshake, which asking for a session would make. */
  static final class Unshaken extends PublicApi {
    @Override
    public SSLSession sessionOf(Object owner) {
      return null;
    }

    @Override
    public String hostOf(Object owner) {
      return owner instanceof SSLEngine ? super.hostOf(owner) : null;
    }
  }

  @Override
  public int portOf(Object owner) {
    return owner instanceof SSLEngine
        ? ((SSLEngine) owner).getPeerPort()
        : ((Socket) owner).getPort();
  }
}
