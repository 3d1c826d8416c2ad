package io.github.recordsplit.feature.rehearse;

import io.github.recordsplit.bridge.RehearsalBridge;
import io.github.recordsplit.connection.CallStack;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionFacts;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.library.sunjsse.SunJsseReader;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;
import java.nio.ByteBuffer;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** Where the woven code of SunJSSE that reads meets the agent. */
public final class Rehearser implements Function<Object[], Object> {
  /** How the names of the classes end that call it, in each copy of SunJSSE. */
  public static String[] callers() {
    return new String[] {"sun.security.ssl.SSLSocketImpl", "sun.security.ssl.SSLEngineImpl"};
  }

  private final ConnectionContext control;
  private final ConnectionRegistry connections;
  private final SunJsseReader library;
  private final Rehearsals rehearsals;

  public Rehearser(
      ConnectionContext control,
      ConnectionRegistry connections,
      SunJsseReader library,
      Rehearsals rehearsals) {
    this.control = control;
    this.connections = connections;
    this.library = library;
    this.rehearsals = rehearsals;
  }

  /** Takes the name of a moment and its objects, as {@link RehearsalBridge} passes them. */
  @Override
  public Object apply(Object[] call) {
    Connection connection = connectionOf(call[1]);
    Reading reading = connection == null ? null : readingOf(connection);
    return reading == null ? null : apply(call, connection, reading);
  }

  private Connection connectionOf(Object transport) {
    try {
      Object owner = library.contextOf(transport);
      Object record = library.recordOf(owner);
      if (record.getClass().getSimpleName().startsWith("DTLS")) {
        return null; // a datagram record is a message
      }
      connections.accept(owner, record);
      return connections.apply(record);
    } catch (Throwable t) {
      control.onFailure(t);
      return null;
    }
  }

  private Reading readingOf(Connection connection) {
    try {
      return System.getSecurityManager() == null
          ? decidedOn(connection)
          : AccessController.doPrivileged((PrivilegedAction<Reading>) () -> decidedOn(connection));
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

  private Object apply(Object[] call, Connection connection, Reading reading) {
    switch ((String) call[0]) {
      case RehearsalBridge.NEXT:
        return told(reading, reading.next((ByteBuffer) call[2]));
      case RehearsalBridge.READ:
        read(reading, (ByteBuffer) call[2], new Who(connection, call[1]));
        return null;
      case RehearsalBridge.UNWRAP:
        return told(reading, unwrap(reading, call));
      case RehearsalBridge.UNWRAPPED:
        return unwrapped(reading, (SSLEngineResult) call[2], new Who(connection, call[1]));
      default:
        close(reading);
        return null;
    }
  }

  /**
   * Goes on as without us where that fails, unless the application still has to get what it was not
   * given: then it hears of it, and nothing is lost.
   */
  private SSLEngineResult unwrap(Reading reading, Object[] call) {
    try {
      return reading.unwrap().begin((SSLEngine) call[1], buffers(call, 2), buffers(call, 5));
    } catch (RuntimeException | Error e) {
      if (reading.isOwed()) {
        throw e;
      }
      control.onFailure(e);
      return null;
    }
  }

  /** The application has its bytes; only what is said about it can still fail. */
  private Object told(Reading reading, Object answer) {
    try {
      reading.tellReadOn();
    } catch (Throwable t) {
      control.onFailure(t);
    }
    return answer;
  }

  private static Buffers buffers(Object[] call, int at) {
    return new Buffers((ByteBuffer[]) call[at], (int) call[at + 1], (int) call[at + 2]);
  }

  private void close(Reading reading) {
    try {
      reading.onClose();
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  /** Nothing is cut where that fails. */
  private void read(Reading reading, ByteBuffer plain, Reader who) {
    try {
      reading.read(plain, who);
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  private Object unwrapped(Reading reading, SSLEngineResult result, Reader who) {
    try {
      return reading.unwrap().end(result, who);
    } catch (Throwable t) {
      control.onFailure(t);
      return result;
    }
  }

  private static final class Who implements Reader {
    private final Connection connection;
    private final Object transport;

    Who(Connection connection, Object transport) {
      this.connection = connection;
      this.transport = transport;
    }

    @Override
    public String name() {
      StackTraceElement[] stack = new Throwable().getStackTrace();
      String nearest = CallStack.opener(stack, transport.getClass().getName());
      String caller = CallStack.callerOf(nearest, stack);
      return caller.equals(CallStack.UNKNOWN) ? nearest : nearest + Finding.CALLED_BY + caller;
    }

    @Override
    public String peer() {
      return connection.peer();
    }
  }
}
