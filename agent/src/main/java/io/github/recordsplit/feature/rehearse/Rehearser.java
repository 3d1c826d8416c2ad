package io.github.recordsplit.feature.rehearse;

import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.bridge.lang.RecordSplitReads;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionFacts;
import io.github.recordsplit.library.LibrarySupport;
import io.github.recordsplit.library.SupportedLibraries;
import io.github.recordsplit.library.unknown.Discovery;
import io.github.recordsplit.library.unknown.StreamSockets;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.PrivilegedAction;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** Where the woven code that reads meets the agent. */
public final class Rehearser implements RecordSplitReads {
  private final ConnectionContext control;
  private final SupportedLibraries libraries;
  private final Discovery others;
  private final SocketStreams streams;
  private final Rehearsals rehearsals;

  /** Makes it. */
  public Rehearser(
      ConnectionContext control,
      SupportedLibraries libraries,
      Discovery others,
      StreamSockets streams,
      Rehearsals rehearsals) {
    this.control = control;
    this.libraries = libraries;
    this.others = others;
    this.streams = new SocketStreams(others, streams);
    this.rehearsals = rehearsals;
  }

  private Connection connectionOf(Object transport) {
    try {
      LibrarySupport library = libraries.of(transport);
      return library == null ? others.connectionOf(transport) : library.reading(transport);
    } catch (Throwable t) {
      control.onFailure(t);
      return null;
    }
  }

  private Reading readingOf(Connection connection) {
    if (connection == null) {
      return null;
    }
    try {
      return Rights.use(
          new PrivilegedAction<Reading>() {
            @Override
            public Reading run() {
              return decidedOn(connection);
            }
          });
    } catch (Throwable t) {
      control.onFailure(t);
      return null;
    }
  }

  /** Null as long as no rule may ask for it. */
  private Reading decidedOn(Connection connection) {
    Policy current = control.policy();
    Reading reading = (Reading) connection.listener();
    if (reading == null && current.mayApply(Action.REHEARSE)) {
      reading = new Reading(rehearsals);
      connection.listener(reading);
    }
    if (reading != null && reading.isDue(current)) {
      ConnectionFacts peer = connection.facts();
      Rule rule = current.applying(Action.REHEARSE, peer);
      if (rule != null) {
        control.inventory().applied(rule);
      }
      reading.decided(current, rule != null, peer.isVulnerable());
    }
    return reading;
  }

  @Override
  public ByteBuffer nextRecord(Object socket, ByteBuffer buffer) {
    Reading reading = readingOf(connectionOf(socket));
    if (reading == null) {
      return null;
    }
    ByteBuffer next = reading.next(buffer);
    tell(reading);
    return next;
  }

  /** Nothing is cut where that fails. */
  @Override
  public void recordRead(Object socket, ByteBuffer plain) {
    Connection connection = connectionOf(socket);
    Reading reading = readingOf(connection);
    try {
      if (reading != null) {
        reading.read(plain, new Caller(connection, socket));
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  /**
   * Goes on as without us where that fails, unless the application still has to get what it was not
   * given: then it hears of it, and nothing is lost.
   */
  @Override
  public SSLEngineResult unwrapStarted(
      Object engine,
      ByteBuffer[] sources,
      int from,
      int count,
      ByteBuffer[] destinations,
      int to,
      int length) {
    Reading reading = readingOf(connectionOf(engine));
    if (reading == null) {
      return null;
    }
    SSLEngineResult answer = null;
    try {
      answer =
          reading
              .unwrap()
              .begin(
                  (SSLEngine) engine,
                  new Buffers(sources, from, count),
                  new Buffers(destinations, to, length));
      LibrarySupport library = libraries.of(engine);
      if (answer == null && (library == null || !library.unwrapsOneRecord())) {
        reading.unwrap().oneRecordAtATime();
      }
    } catch (RuntimeException | Error e) {
      if (reading.isOwed()) {
        throw e;
      }
      control.onFailure(e);
    }
    tell(reading);
    return answer;
  }

  /** The application has its bytes; only what is said about it can still fail. */
  private void tell(Reading reading) {
    try {
      reading.tellReadOn();
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public SSLEngineResult unwrapFinished(Object engine, SSLEngineResult result) {
    Connection connection = connectionOf(engine);
    Reading reading = readingOf(connection);
    try {
      return reading == null
          ? result
          : reading.unwrap().end(result, new Caller(connection, engine));
    } catch (Throwable t) {
      control.onFailure(t);
      return result;
    }
  }

  /** Netty 3 has made a message of a record: the next handler is given it in two. */
  @Override
  public Object frameDecoded(Object frame, Object handler, Object context) {
    try {
      Object engine = frame == null ? null : Netty3.engineOf(handler);
      if (engine == null) {
        return frame;
      }
      Connection connection = connectionOf(engine);
      Reading reading = readingOf(connection);
      if (reading != null && reading.isOn()) {
        new Netty3(handler, context, connection.peer()).fire(frame, reading);
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
    return frame;
  }

  /** What the library throws goes to the application; nothing of a record is lost. */
  @Override
  public boolean recordDecrypted(Object protocol, byte[] plain, int offset, int length)
      throws IOException {
    Connection connection = connectionOf(protocol);
    Reading reading = readingOf(connection);
    try {
      return reading != null
          && readsOf(protocol, reading)
              .recordRead(plain, offset, length, new Caller(connection, protocol));
    } catch (Throwable t) {
      failed(t, reading);
      return false;
    }
  }

  @Override
  public void readStarted(Object protocol) throws IOException {
    Reading reading = readingOf(connectionOf(protocol));
    try {
      if (reading != null) {
        readsOf(protocol, reading).readStarted();
      }
    } catch (Throwable t) {
      failed(t, reading);
    }
    if (reading != null) {
      tell(reading);
    }
  }

  private ProtocolReads readsOf(Object protocol, Reading reading) {
    return new ProtocolReads(libraries.of(protocol).input(protocol), reading);
  }

  private void failed(Throwable t, Reading reading) throws IOException {
    control.onFailure(t);
    if (reading.isOwed()) {
      throw t instanceof IOException ? (IOException) t : new SSLException("rest of a record", t);
    }
  }

  @Override
  public int streamReadStarted(Object stream, byte[] into, int offset, int length) {
    StreamReads reads = streams.begun(stream);
    if (reads == null) {
      return -1;
    }
    int given = reads.start(into, offset, length);
    tell(reads.reading);
    return given;
  }

  /** Nothing is cut where that fails. */
  @Override
  public int streamRead(Object stream, byte[] into, int offset, int length, int count) {
    Connection connection = streams.connectionOf(stream);
    Reading reading = readingOf(connection);
    try {
      return reading == null
          ? count
          : streams
              .begun(stream, reading)
              .end(into, offset, length, count, new Caller(connection, stream));
    } catch (Throwable t) {
      control.onFailure(t);
      return count;
    }
  }

  @Override
  public int owed(Object stream) {
    StreamReads reads = streams.begun(stream);
    return reads == null ? 0 : reads.owed();
  }

  /** Of one that nothing was cut of there is nothing to say. */
  @Override
  public void closed(Object transport) {
    try {
      LibrarySupport library = libraries.of(transport);
      Connection closed = library == null ? others.known(transport) : library.known(transport);
      if (closed != null && closed.listener() != null) {
        closed.listener().onClose();
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }
}
