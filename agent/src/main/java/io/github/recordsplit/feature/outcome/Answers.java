package io.github.recordsplit.feature.outcome;

import io.github.recordsplit.bridge.lang.RecordSplitAnswers;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionRegistry;
import java.nio.ByteBuffer;
import java.util.Locale;
import javax.net.ssl.SSLEngineResult;

/** Where the woven code that reads and closes meets the agent. */
public final class Answers implements RecordSplitAnswers {
  private final ConnectionContext control;
  private final ConnectionRegistry sunJsse;

  /** Makes it. */
  public Answers(ConnectionContext control, ConnectionRegistry sunJsse) {
    this.control = control;
    this.sunJsse = sunJsse;
  }

  /** Null of a connection that has sent nothing yet that could be split. */
  private static Exchange exchange(ConnectionRegistry connections, Object record) {
    Connection connection = connections.find(record);
    return connection == null ? null : (Exchange) connection.conversation();
  }

  private void answered(ConnectionRegistry connections, Object record, int bytes) {
    try {
      Exchange exchange = exchange(connections, record);
      if (exchange != null) {
        exchange.answered(bytes);
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  private void ended(ConnectionRegistry connections, Object record, Ending how, String alert) {
    try {
      Exchange exchange = exchange(connections, record);
      if (exchange != null) {
        exchange.ended(how, alert);
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public void socketRead(Object record, ByteBuffer plain) {
    answered(sunJsse, record, plain.position());
  }

  @Override
  public void engineRead(Object record, SSLEngineResult result) {
    answered(sunJsse, record, result.bytesProduced());
  }

  @Override
  public void endOfStream(Object record) {
    ended(sunJsse, record, Ending.EOF, null);
  }

  @Override
  public void inboundClosed(Object record) {
    ended(sunJsse, record, Ending.CLOSE_NOTIFY, null);
  }

  @Override
  public void closed(Object record) {
    ended(sunJsse, record, Ending.APPLICATION, null);
  }

  @Override
  public void failed(Object record, Object alert, boolean received, Throwable cause) {
    try {
      String name = String.valueOf(alert).toLowerCase(Locale.ROOT);
      ended(
          sunJsse,
          record,
          received ? Ending.ALERT : Ending.of(cause),
          received || cause == null ? name : null);
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }
}
