package io.github.recordsplit.feature.peeraddress;

import io.github.recordsplit.bridge.ChannelBridge;
import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.instrument.HookReport;
import io.github.recordsplit.instrument.Reweaver;
import io.github.recordsplit.library.bctls.BcTls;
import io.github.recordsplit.library.sunjsse.SunJsseReader;
import io.github.recordsplit.library.unknown.Discovery;
import java.lang.instrument.UnmodifiableClassException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/**
 * Where the woven code of channels meets that of engines: an engine is told nothing of its peer but
 * the bytes that came from it.
 */
public final class Channels {
  /** How the name ends of Netty's, which others have a copy of. */
  private static final String NETTY = "io.netty.channel.epoll.AbstractEpollChannel";

  /** The channels: two of the JDK, the second of which is not there on every system. */
  private static final String[] READERS = {
    "sun.nio.ch.SocketChannelImpl", "sun.nio.ch.UnixAsynchronousSocketChannelImpl", NETTY
  };

  /** How the names of the classes end that are given a peer's bytes. */
  private static final String[] CALLERS = {
    "sun.security.ssl.SSLEngineImpl", "org.bouncycastle.tls.TlsProtocol"
  };

  private final ConnectionContext control;
  private final ConnectionRegistry sunJsse;
  private final SunJsseReader library;
  private final Discovery discovery;
  private final Supplier<BcTls> bcTls;
  private final Reweaver reweaver;
  private final NettyBuffers netty = new NettyBuffers();
  private volatile Origins origins;
  private volatile boolean woven;

  /** Whether a connection may wait to be told that its engine was given anything. */
  private volatile boolean anyBefore;

  public Channels(
      ConnectionContext control,
      ConnectionRegistry sunJsse,
      SunJsseReader library,
      Discovery discovery,
      Supplier<BcTls> bcTls,
      Reweaver reweaver) {
    this.control = control;
    this.sunJsse = sunJsse;
    this.library = library;
    this.discovery = discovery;
    this.bcTls = bcTls;
    this.reweaver = reweaver;
  }

  /** What {@link ChannelBridge#accept} takes. */
  public Object[] slots() {
    return new Object[] {new OnRead(), new OnGiven()};
  }

  /**
   * An engine is made, so that channels are going to be read for one. Not before: a JVM that has
   * only sockets keeps its channels as they are.
   *
   * @param before whether there may be others that could not be seen
   */
  public void engineMade(boolean before) {
    anyBefore |= before;
    if (!woven) {
      weaveChannels();
    }
  }

  /** Who makes the next engine waits: what it reads must not be missed. */
  private synchronized void weaveChannels() {
    if (woven) {
      return;
    }
    origins = new Origins(ThreadLocalRandom.current().nextLong());
    Rights.use(
        new PrivilegedAction<Void>() {
          @Override
          public Void run() {
            for (String reader : READERS) {
              weave(reader);
            }
            return null;
          }
        });
    woven = true;
  }

  /** One that cannot be woven leaves the others as they are. */
  private void weave(String reader) {
    try {
      if (reader.equals(NETTY)) {
        reweaver.reweaveLoaded(reader);
      } else {
        reweaver.reweave(Class.forName(reader, false, null));
      }
    } catch (ClassNotFoundException e) {
      // This system has asynchronous channels of another name.
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      control.onFailure(e);
    }
  }

  /** Engines may be open already, and their classes woven without a call to here. */
  public void start() throws UnmodifiableClassException {
    engineMade(true);
    reweaver.reweaveLoaded(CALLERS);
    for (Class<?> loaded : reweaver.loaded()) {
      if (discovery.isFound(loaded)) {
        reweaver.reweave(loaded);
      }
    }
  }

  /** Whether each engine's class has the call that tells what it is given. */
  public static boolean areHeard(HookReport hooks) {
    for (String missing : hooks.missingOnes()) {
      if (missing.contains(".unwrap ") || missing.contains(".offerInput ")) {
        return false;
      }
    }
    return true;
  }

  /** A channel was read. */
  private final class OnRead implements BiConsumer<Object, Object[]> {
    @Override
    public void accept(Object remote, Object[] read) {
      try {
        if (remote instanceof InetSocketAddress && control.policy().usesHosts()) {
          accept((InetSocketAddress) remote, read);
        }
      } catch (Throwable t) {
        control.onFailure(t);
      }
    }

    private void accept(InetSocketAddress from, Object[] read) throws ReflectiveOperationException {
      int count = (int) read[1];
      if (read[0] instanceof ByteBuffer) {
        origins.read(from, (ByteBuffer) read[0], count);
      } else if (read[0] instanceof ByteBuffer[]) {
        origins.read(from, (ByteBuffer[]) read[0], (int) read[2], (int) read[3], count);
      } else if (read[0] != null) {
        ByteBuffer buffer = netty.filled(read[0], count);
        origins.read(from, buffer, buffer.position());
      }
    }
  }

  /** An engine, or bctls's protocol, is given bytes to decrypt. */
  private final class OnGiven implements BiConsumer<Object, Object[]> {
    @Override
    public void accept(Object engine, Object[] given) {
      try {
        InetSocketAddress from = origins == null ? null : origin(given);
        if (from != null || anyBefore) {
          tell(engine, from);
        }
      } catch (Throwable t) {
        control.onFailure(t);
      }
    }

    private InetSocketAddress origin(Object[] given) {
      if (given[0] instanceof ByteBuffer[]) {
        return origins.of((ByteBuffer[]) given[0], (int) given[1]);
      }
      return origins.of(given[0] instanceof byte[] ? input(given) : (ByteBuffer) given[0]);
    }

    /** Null if it is for the library to refuse. */
    private ByteBuffer input(Object[] given) {
      byte[] bytes = (byte[]) given[0];
      int offset = given.length == 1 ? 0 : (int) given[1];
      int length = given.length == 1 ? bytes.length : (int) given[2];
      boolean isProper = offset >= 0 && length >= 0 && length <= bytes.length - offset;
      return isProper ? ByteBuffer.wrap(bytes, offset, length) : null;
    }

    private void tell(Object engine, InetSocketAddress from) {
      Rights.use(
          new PrivilegedAction<Void>() {
            @Override
            public Void run() {
              try {
                connectionOf(engine).cameFrom(from);
              } catch (ReflectiveOperationException e) {
                control.onFailure(e);
              }
              return null;
            }
          });
    }
  }

  private Connection connectionOf(Object engine) throws ReflectiveOperationException {
    if (!(engine instanceof SSLEngine)) {
      return bcTls.get().connection(engine);
    }
    return engine.getClass().getName().endsWith(CALLERS[0])
        ? library.connectionOf((SSLEngine) engine, sunJsse)
        : discovery.connectionOf(engine);
  }
}
