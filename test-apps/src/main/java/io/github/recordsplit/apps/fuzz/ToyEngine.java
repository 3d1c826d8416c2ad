package io.github.recordsplit.apps.fuzz;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** An engine that no table names, around a {@link Toy}. */
class ToyEngine extends StubEngine {
  private final Toy toy;
  private final SSLSession truth = new ToySession();
  private final SSLSession nothing = new ToySession("NONE", "SSL_NULL_WITH_NULL_NULL");

  ToyEngine(String host, Toy toy) {
    super(host, 443);
    this.toy = toy;
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer to)
      throws SSLException {
    return toy.wrap(sources, offset, length, to);
  }

  @Override
  public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] to, int offset, int length) {
    toy.unwrap = false;
    return new SSLEngineResult(SSLEngineResult.Status.OK, getHandshakeStatus(), 0, 0);
  }

  @Override
  public Runnable getDelegatedTask() {
    return toy.task ? () -> toy.task = false : null;
  }

  @Override
  public SSLSession getSession() {
    return toy.isSilent() ? nothing : truth;
  }

  @Override
  public HandshakeStatus getHandshakeStatus() {
    return toy.getHandshakeStatus();
  }

  @Override
  public void closeOutbound() {
    toy.closeOutbound();
  }

  @Override
  public boolean isOutboundDone() {
    return toy.isOutboundDone();
  }

  /** Overrides that call super, each overload on its own. */
  static final class Deep extends ToyEngine {
    Deep(String host, Toy toy) {
      super(host, toy);
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer source, ByteBuffer to) throws SSLException {
      return super.wrap(source, to);
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, ByteBuffer to) throws SSLException {
      return super.wrap(sources, to);
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer to)
        throws SSLException {
      return super.wrap(sources, offset, length, to);
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
      return super.getHandshakeStatus();
    }
  }
}
