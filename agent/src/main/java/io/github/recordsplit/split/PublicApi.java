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
    return owner instanceof SSLEngine
        ? ((SSLEngine) owner).getSession()
        : ((SSLSocket) owner).getSession();
  }

  @Override
  public boolean isClient(Object owner) {
    return owner instanceof SSLEngine
        ? ((SSLEngine) owner).getUseClientMode()
        : ((SSLSocket) owner).getUseClientMode();
  }

  @Override
  public String hostOf(Object owner) {
    return owner instanceof SSLEngine
        ? ((SSLEngine) owner).getPeerHost()
        : ((SSLSocket) owner).getSession().getPeerHost();
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
