package io.github.recordsplit.feature.outcome;

import io.github.recordsplit.bridge.lang.RecordSplitAnswers;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.library.LibrarySupport;
import io.github.recordsplit.library.SupportedLibraries;
import io.github.recordsplit.library.unknown.Discovery;
import io.github.recordsplit.library.unknown.StreamSockets;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLSocket;

/** Where the woven code that reads and closes meets the agent. */
public final class Answers implements RecordSplitAnswers {
  /** RFC 5246, 7.2. */
  private static final short FATAL_LEVEL = 2;

  private static final short CLOSE_NOTIFY = 0;

  private final ConnectionContext control;
  private final Outcomes outcomes;
  private final ConnectionRegistry sunJsse;
  private final SupportedLibraries libraries;
  private final Discovery others;

  private final StreamSockets streams;

  /** Makes it. */
  public Answers(
      ConnectionContext control,
      Outcomes outcomes,
      ConnectionRegistry sunJsse,
      SupportedLibraries libraries,
      Discovery others,
      StreamSockets streams) {
    this.control = control;
    this.outcomes = outcomes;
    this.sunJsse = sunJsse;
    this.libraries = libraries;
    this.others = others;
    this.streams = streams;
  }

  /** Nothing of a connection that has sent nothing yet that could be split. */
  private void answered(Connection connection, int bytes) {
    Exchange exchange = connection == null ? null : (Exchange) connection.conversation();
    if (exchange != null) {
      try {
        exchange.answered(bytes);
      } catch (Throwable t) {
        control.onFailure(t);
      }
    }
  }

  private void ended(Connection connection, Ending how, String alert) {
    Exchange exchange = connection == null ? null : (Exchange) connection.conversation();
    if (exchange != null) {
      try {
        exchange.ended(how, alert);
      } catch (Throwable t) {
        control.onFailure(t);
      }
    }
  }

  @Override
  public void socketRead(Object record, ByteBuffer plain) {
    answered(sunJsse.find(record), plain.position());
  }

  @Override
  public void engineRead(Object record, SSLEngineResult result) {
    answered(sunJsse.find(record), result.bytesProduced());
  }

  @Override
  public void endOfStream(Object record) {
    ended(sunJsse.find(record), Ending.EOF, null);
  }

  @Override
  public void inboundClosed(Object record) {
    ended(sunJsse.find(record), Ending.CLOSE_NOTIFY, null);
  }

  @Override
  public void closed(Object record) {
    closed(sunJsse.find(record));
  }

  /** Only of one that waits for an answer does it matter who closes. */
  private void closed(Connection connection) {
    Exchange exchange = connection == null ? null : (Exchange) connection.conversation();
    boolean waits = exchange != null && exchange.waitsFor() != null;
    ended(
        connection,
        waits ? Ending.ofCloser(new Throwable().getStackTrace()) : Ending.APPLICATION,
        null);
  }

  @Override
  public void failed(Object record, Object alert, boolean received, Throwable cause) {
    try {
      String name = String.valueOf(alert).toLowerCase(Locale.ROOT);
      ended(
          sunJsse.find(record),
          received ? Ending.ALERT : Ending.of(cause),
          received || cause == null ? name : null);
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  /** Null if it cannot be told. */
  private Connection ofProtocol(Object protocol) {
    try {
      LibrarySupport library = libraries.of(protocol);
      return library == null ? null : library.known(protocol);
    } catch (Throwable t) {
      control.onFailure(t);
      return null;
    }
  }

  @Override
  public void protocolRead(Object protocol, int length) {
    answered(ofProtocol(protocol), length);
  }

  @Override
  public void alertReceived(Object protocol, short level, short description) {
    if (level == FATAL_LEVEL) {
      ended(ofProtocol(protocol), Ending.ALERT, "alert " + description);
    } else if (description == CLOSE_NOTIFY) {
      ended(ofProtocol(protocol), Ending.CLOSE_NOTIFY, null);
    }
  }

  @Override
  public void protocolFailed(Object protocol, Throwable cause) {
    ended(ofProtocol(protocol), Ending.of(cause), null);
  }

  @Override
  public void protocolClosed(Object protocol, boolean byApplication) {
    ended(ofProtocol(protocol), byApplication ? Ending.APPLICATION : Ending.EOF, null);
  }

  @Override
  public void unwrapped(Object engine, SSLEngineResult result) {
    if (result.bytesProduced() > 0) {
      answered(others.known(engine), result.bytesProduced());
    }
    if (result.getStatus() == Status.CLOSED) {
      ended(others.known(engine), Ending.CLOSE_NOTIFY, null);
    }
  }

  @Override
  public void inboundEnds(Object engine) {
    ended(others.known(engine), Ending.EOF, null);
  }

  /** A stream may be closed, too, which is nobody's connection. */
  @Override
  public void otherClosed(Object engineOrSocket) {
    closed(others.known(engineOrSocket));
  }

  @Override
  public void inputGiven(Object socket, InputStream stream, String className) {
    try {
      if (socket instanceof SSLSocket && others.foundInput(stream, socket, className)) {
        streams.put(stream, (SSLSocket) socket);
      } else if (socket instanceof SSLSocket && others.isOutOfReach(stream, socket, className)) {
        outcomes.cannotHear();
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public void streamRead(Object stream, int count) {
    SSLSocket socket = streams.of(stream);
    Connection connection = socket == null ? null : others.known(socket);
    if (count > 0) {
      answered(connection, count);
    } else {
      ended(connection, Ending.EOF, null);
    }
  }
}
