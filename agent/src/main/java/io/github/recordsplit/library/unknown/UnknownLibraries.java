package io.github.recordsplit.library.unknown;

import io.github.recordsplit.bridge.Bridge;
import io.github.recordsplit.bridge.GenericBridge;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.connection.DestinationSpace;
import io.github.recordsplit.connection.Handshaking;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Where the woven code of unknown TLS libraries meets the agent. */
public final class UnknownLibraries {
  private final ConnectionRegistry connections;
  private final Discovery discovery;
  private final JdkStreams jdkStreams;
  private final Function<Throwable, Integer> failed;

  /** Streams to their sockets; a stream has no equality of its own to be confused by. */
  private final Map<OutputStream, WeakReference<SSLSocket>> streams =
      Collections.synchronizedMap(new WeakHashMap<OutputStream, WeakReference<SSLSocket>>());

  /**
   * Makes the agent's side of unknown libraries.
   *
   * @param failed takes failures of the agent and answers {@link Bridge#LEAVE} or {@link
   *     Bridge#REFUSE}
   */
  public UnknownLibraries(
      ConnectionRegistry connections,
      Discovery discovery,
      JdkStreams jdkStreams,
      Function<Throwable, Integer> failed) {
    this.connections = connections;
    this.discovery = discovery;
    this.jdkStreams = jdkStreams;
    this.failed = failed;
  }

  /** What {@link GenericBridge#accept} takes. */
  public Object[] slots() {
    return new Object[] {
      new OnWrap(),
      new IsHolding(),
      new OnOutputStream(),
      new OnWrite(),
      new OnHandshake(),
      new OnMoment(connections, failed),
      new OnRoom()
    };
  }

  /** Null if it cannot be told: then the library goes on as if it had not been asked. */
  private EngineSplitter splitterOf(Object engine) throws SSLException {
    try {
      return engine instanceof SSLEngine // else it is the library's own method of that name
          ? EngineSplitter.of(connections.apply(engine))
          : null;
    } catch (Throwable t) {
      failed(t);
      return null;
    }
  }

  private StreamSplitter splitterOf(SSLSocket socket) throws SSLException {
    try {
      return StreamSplitter.of(connections.apply(socket));
    } catch (Throwable t) {
      failed(t);
      return null;
    }
  }

  private void failed(Throwable t) throws SSLException {
    if (failed.apply(t) == Bridge.REFUSE) {
      throw new SSLException(Bridge.REFUSED);
    }
  }

  private SSLSocket socketOf(Object stream) throws SSLException {
    try {
      return stream instanceof OutputStream ? socketOf((OutputStream) stream) : null;
    } catch (Throwable t) {
      failed(t);
      return null;
    }
  }

  private SSLSocket socketOf(OutputStream stream) {
    WeakReference<SSLSocket> known = streams.get(stream);
    if (known == null) {
      known = new WeakReference<>(discovery.socketOf(stream));
      streams.put(stream, known);
    }
    return known.get();
  }

  /** Woven code declares what the library's method throws; the JDK's interfaces do not. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException asItIs(Throwable t) throws T {
    throw (T) t;
  }

  private final class OnWrap implements BiFunction<Object, Object[], Object> {
    @Override
    public Object apply(Object engine, Object[] arguments) {
      try {
        EngineSplitter splitter = splitterOf(engine);
        return splitter == null
            ? null
            : splitter.wrap(
                (SSLEngine) engine,
                arguments[0],
                (Integer) arguments[1],
                (Integer) arguments[2],
                (ByteBuffer) arguments[3]);
      } catch (IOException e) {
        throw UnknownLibraries.<RuntimeException>asItIs(e);
      }
    }
  }

  private final class IsHolding implements BiFunction<Object, Object, Object> {
    @Override
    public Object apply(Object engine, Object nothing) {
      try {
        return EngineSplitter.of(connections.apply(engine)).isHolding() ? Boolean.TRUE : null;
      } catch (Throwable t) {
        Integer unused = failed.apply(t); // a payload may be refused, a question may not
        return null;
      }
    }
  }

  private final class OnRoom implements ToIntBiFunction<Object, Integer> {
    @Override
    public int applyAsInt(Object engine, Integer overhead) {
      try {
        return engine instanceof SSLEngine // else it is the library's own method of that name
                && (connections.maySplit() || DestinationSpace.isForPairs())
            ? EngineSplitter.of(connections.apply(engine)).room((SSLEngine) engine, overhead)
            : 0;
      } catch (Throwable t) {
        Integer unused = failed.apply(t); // a payload may be refused, a question may not
        return 0;
      }
    }
  }

  private final class OnOutputStream implements BiConsumer<Object, Object[]> {
    @Override
    public void accept(Object socket, Object[] got) {
      boolean refused = false;
      try {
        refused = socket instanceof SSLSocket && isRefused((SSLSocket) socket, got);
      } catch (Throwable t) {
        Integer unused = failed.apply(t);
      }
      if (refused) {
        throw UnknownLibraries.<RuntimeException>asItIs(new SSLException(Bridge.REFUSED));
      }
    }

    private boolean isRefused(SSLSocket socket, Object[] got) throws ReflectiveOperationException {
      OutputStream stream = jdkStreams.innermost((OutputStream) got[0]);
      if (discovery.foundStream(stream, socket, (String) got[1])) {
        streams.put(stream, new WeakReference<>(socket));
        return false;
      }
      return discovery.isOutOfReach(stream, socket, (String) got[1])
          && connections
              .apply(socket)
              .outOfReach(
                  "its stream is the JDK's " + stream.getClass().getName(),
                  new JsseApiReader.Unshaken(),
                  JdkStreams.mayBeVulnerable(socket));
    }
  }

  private final class OnHandshake implements BiConsumer<Object, Object> {
    @Override
    public void accept(Object socket, Object begins) {
      try {
        if (socket instanceof SSLSocket) { // else it is the library's own method of that name
          StreamSplitter.of(connections.apply(socket)).handshake((Boolean) begins);
          shakes(connections.apply(socket), (Boolean) begins);
        }
      } catch (Throwable t) {
        Integer unused = failed.apply(t);
      }
    }
  }

  private static void shakes(Connection socket, boolean begins) {
    if (begins) {
      Handshaking.begins(socket);
    } else {
      socket.madeOf(Handshaking.ends(socket));
    }
  }

  private final class OnWrite implements BiFunction<Object, Object[], Object> {
    @Override
    public Object apply(Object stream, Object[] arguments) {
      try {
        SSLSocket socket = socketOf(stream); // null of the library's own method of that name
        StreamSplitter splitter = socket == null ? null : splitterOf(socket);
        boolean done =
            splitter != null
                && splitter.write(
                    socket,
                    (OutputStream) stream,
                    arguments[0],
                    (Integer) arguments[1],
                    (Integer) arguments[2]);
        return done ? Boolean.TRUE : null;
      } catch (IOException e) {
        throw UnknownLibraries.<RuntimeException>asItIs(e);
      }
    }
  }
}
