package io.github.recordsplit.split;

import java.net.Socket;
import java.util.Collection;
import java.util.function.Function;

/** Keeps what woven code tells of sites and nothing else remembers. */
final class Sites implements Function<Object[], Object> {
  private final Connections connections;
  private final SunJsse library;
  private final Function<Object[], Object> bcTls;
  private final Function<Throwable, Integer> failed;

  /**
   * Makes the agent's side of {@link SiteBridge}.
   *
   * @param bcTls takes what is bctls's
   * @param failed takes failures of the agent
   */
  Sites(
      Connections connections,
      SunJsse library,
      Function<Object[], Object> bcTls,
      Function<Throwable, Integer> failed) {
    this.connections = connections;
    this.library = library;
    this.bcTls = bcTls;
    this.failed = failed;
  }

  @Override
  public Object apply(Object[] call) {
    try {
      switch ((String) call[0]) {
        case SiteBridge.LAYERED:
          Site.named((Socket) call[1], (Socket) call[2], (String) call[3], (Integer) call[4]);
          break;
        case SiteBridge.SHAKEN:
          shaken(call[1]);
          break;
        default:
          Object unused = bcTls.apply(call);
      }
    } catch (Throwable t) {
      Integer unused = failed.apply(t);
    }
    return null;
  }

  /** What a SunJSSE server that is wrapped is asked for; null if it is another library's. */
  Collection<String> askedOf(Object engineOrSocket) throws ReflectiveOperationException {
    if (!SunJsse.isOwn(engineOrSocket)) {
      return null;
    }
    Object context = library.contextOf(engineOrSocket);
    Connection connection = connections.find(library.recordOf(context));
    return connection == null ? null : library.serverNamesOf(context, connection.notes);
  }

  private void shaken(Object context) throws ReflectiveOperationException {
    Connection connection = connections.find(library.recordOf(context));
    if (connection != null && !library.isClient(context)) {
      connection.notes = library.askedOf(context);
    }
  }
}
