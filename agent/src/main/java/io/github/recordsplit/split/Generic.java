package io.github.recordsplit.split;

import io.github.recordsplit.split.generic.EngineSplitter;
import io.github.recordsplit.split.generic.StreamSplitter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/** Where the woven code of unknown TLS libraries meets the agent. */
final class Generic {
  private final Connections connections;
  private final Discovery discovery;

  /** Streams to their sockets; a stream has no equality of its own to be confused by. */
  private final Map<OutputStream, WeakReference<SSLSocket>> streams =
      Collections.synchronizedMap(new WeakHashMap<OutputStream, WeakReference<SSLSocket>>());

  Generic(Connections connections, Discovery discovery) {
    this.connections = connections;
    this.discovery = discovery;
  }

  /** What {@link GenericBridge#accept} takes. */
  Object[] slots() {
    return new Object[] {new OnWrap(), new IsHolding(), new OnOutputStream(), new OnWrite()};
  }

  private Connection connectionOf(Object engineOrSocket) {
    return connections.apply(engineOrSocket);
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
      if (!(engine instanceof SSLEngine)) {
        return null; // the library's own method of that name
      }
      EngineSplitter splitter = connectionOf(engine).engineSplitter();
      try {
        return splitter.wrap(
            (SSLEngine) engine,
            arguments[0],
            (Integer) arguments[1],
            (Integer) arguments[2],
            (ByteBuffer) arguments[3]);
      } catch (IOException e) {
        throw Generic.<RuntimeException>asItIs(e);
      }
    }
  }

  private final class IsHolding implements BiFunction<Object, Object, Object> {
    @Override
    public Object apply(Object engine, Object nothing) {
      return connectionOf(engine).engineSplitter().isHolding() ? Boolean.TRUE : null;
    }
  }

  private final class OnOutputStream implements BiConsumer<Object, Object[]> {
    @Override
    public void accept(Object socket, Object[] got) {
      OutputStream stream = (OutputStream) got[0];
      if (socket instanceof SSLSocket && discovery.foundStream(stream, socket, (String) got[1])) {
        streams.put(stream, new WeakReference<>((SSLSocket) socket));
      }
    }
  }

  private final class OnWrite implements BiFunction<Object, Object[], Object> {
    @Override
    public Object apply(Object stream, Object[] arguments) {
      SSLSocket socket = stream instanceof OutputStream ? socketOf((OutputStream) stream) : null;
      if (socket == null) {
        return null; // or the library's own method of that name
      }
      StreamSplitter splitter = connectionOf(socket).streamSplitter();
      try {
        return splitter.write(
                socket,
                (OutputStream) stream,
                arguments[0],
                (Integer) arguments[1],
                (Integer) arguments[2])
            ? Boolean.TRUE
            : null;
      } catch (IOException e) {
        throw Generic.<RuntimeException>asItIs(e);
      }
    }
  }
}
