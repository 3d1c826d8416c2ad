package io.github.recordsplit.feature.peeraddress;

import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.bridge.lang.RecordSplitOrigins;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.instrument.HookReport;
import io.github.recordsplit.instrument.Reweaver;
import io.github.recordsplit.library.LibrarySupport;
import io.github.recordsplit.library.SupportedLibraries;
import io.github.recordsplit.library.unknown.Discovery;
import java.lang.instrument.UnmodifiableClassException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the woven code of channels meets that of engines: an engine is told nothing of its peer but
 * the bytes that came from it.
 */
public final class Channels implements RecordSplitOrigins {
  /** How the name ends of Netty's, which others have a copy of. */
  private static final String NETTY = "io.netty.channel.epoll.AbstractEpollChannel";

  /** The channels: two of the JDK, the second of which is not there on every system. */
  private static final String[] READERS = {
    "sun.nio.ch.SocketChannelImpl", "sun.nio.ch.UnixAsynchronousSocketChannelImpl", NETTY
  };

  private final ConnectionContext control;
  private final SupportedLibraries libraries;
  private final Discovery discovery;
  private final Reweaver reweaver;
  private final NettyBuffers netty = new NettyBuffers();
  private volatile Origins origins;
  private volatile boolean woven;

  /** Whether a connection may wait to be told that its engine was given anything. */
  private volatile boolean anyBefore;

  public Channels(
      ConnectionContext control,
      SupportedLibraries libraries,
      Discovery discovery,
      Reweaver reweaver) {
    this.control = control;
    this.libraries = libraries;
    this.discovery = discovery;
    this.reweaver = reweaver;
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
    reweaver.reweaveLoaded(libraries.origins());
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

  /** Null if no rule asks for it, or nobody's. */
  private InetSocketAddress wanted(Object remote) {
    return remote instanceof InetSocketAddress && origins != null && control.policy().usesHosts()
        ? (InetSocketAddress) remote
        : null;
  }

  @Override
  public void channelRead(Object remote, Object buffer, int count) {
    try {
      InetSocketAddress from = wanted(remote);
      if (from != null && buffer instanceof ByteBuffer) {
        origins.read(from, (ByteBuffer) buffer, count);
      } else if (from != null && buffer != null) {
        ByteBuffer filled = netty.filled(buffer, count);
        origins.read(from, filled, filled.position());
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public void channelRead(Object remote, ByteBuffer[] buffers, int offset, int length, int count) {
    try {
      InetSocketAddress from = wanted(remote);
      if (from != null) {
        origins.read(from, buffers, offset, length, count);
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public void engineGiven(Object engine, ByteBuffer source) {
    try {
      given(engine, origins == null ? null : origins.of(source));
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public void engineGiven(Object engine, ByteBuffer[] sources, int offset) {
    try {
      given(engine, origins == null ? null : origins.of(sources, offset));
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public void protocolGiven(Object protocol, byte[] input, int offset, int length) {
    try {
      boolean isProper = // else it is for the library to refuse
          input != null && offset >= 0 && length >= 0 && length <= input.length - offset;
      given(
          protocol,
          origins == null || !isProper ? null : origins.of(ByteBuffer.wrap(input, offset, length)));
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  private void given(Object engine, InetSocketAddress from) {
    if (from == null && !anyBefore) {
      return;
    }
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

  private Connection connectionOf(Object engine) throws ReflectiveOperationException {
    LibrarySupport library = libraries.of(engine);
    return library == null ? discovery.connectionOf(engine) : library.connectionOf(engine);
  }
}
