package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.bridge.SiteBridge;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.connection.Site;
import java.net.Socket;
import java.util.Collection;
import java.util.function.Function;

/** Keeps what woven code tells of sites and nothing else remembers. */
public final class Sites implements Function<Object[], Object> {
  private final ConnectionRegistry connections;
  private final SunJsseReader library;
  private final Function<Throwable, Integer> failed;

  /**
   * Makes the agent's side of {@link SiteBridge}.
   *
   * @param failed takes failures of the agent
   */
  public Sites(
      ConnectionRegistry connections, SunJsseReader library, Function<Throwable, Integer> failed) {
    this.connections = connections;
    this.library = library;
    this.failed = failed;
  }

  @Override
  public Object apply(Object[] call) {
    try {
      Site.named((Socket) call[0], (Socket) call[1], (String) call[2], (Integer) call[3]);
    } catch (Throwable t) {
      Integer unused = failed.apply(t);
    }
    return null;
  }

  /** What a SunJSSE server that is wrapped is asked for; null if it is another library's. */
  public Collection<String> askedOf(Object engineOrSocket) throws ReflectiveOperationException {
    if (!SunJsseReader.isOwn(engineOrSocket)) {
      return null;
    }
    Object context = library.contextOf(engineOrSocket);
    Connection connection = connections.find(library.recordOf(context));
    return connection == null ? null : library.serverNamesOf(context, connection.notes);
  }

  /** A server's handshake ends, and what its client asked for is about to be forgotten. */
  void shaken(Connection connection, Object context) {
    try {
      if (SunJsseReader.isCurrent(context) && !library.isClient(context)) {
        connection.notes = library.askedOf(context);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      Integer unused = failed.apply(e);
    }
  }
}
