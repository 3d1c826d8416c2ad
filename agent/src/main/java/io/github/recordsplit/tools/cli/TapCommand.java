package io.github.recordsplit.tools.cli;

import io.github.recordsplit.tools.probe.CannotTellException;
import io.github.recordsplit.tools.probe.Tap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tap LISTEN HOST:PORT}: proof for who trusts no agent. */
@Command(
    name = "tap",
    description =
        "pass connections on to a server, and say, without a key, how long their records are and"
            + " whether each end splits",
    footer = "tap 8443 db.example:443")
final class TapCommand extends Verb.ForPrograms {
  @Parameters(
      index = "0",
      paramLabel = "LISTEN",
      description = "a port of 127.0.0.1, or ADDRESS:PORT; 0 is any port that is free")
  private String listen;

  @Parameters(index = "1", paramLabel = "HOST:PORT", description = "the server to lead to")
  private String server;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "end after so many connections; else there is no end")
  private String connections;

  @Option(names = "--for", paramLabel = "TIME", description = "end after so long: 30s, 10m, 2h, 1d")
  private String time;

  /** Exit status: 0 done, 1 something on TLS 1.0 with a CBC suite was sent whole. */
  @Override
  public Integer call() throws UsageException {
    HostAndPort place = HostAndPort.toListen(listen, "127.0.0.1");
    HostAndPort to = HostAndPort.of(server);
    Tap tap =
        new Tap(to.host, to.port)
            .json(json)
            .connections(
                ProbeCommand.number(
                    "--connections", connections, Integer.MAX_VALUE, Integer.MAX_VALUE))
            .seconds(time == null ? 0 : Duration.seconds(time));
    try {
      return tap.serve(place.host, place.port, main.out) ? Main.DONE : Main.NO;
    } catch (CannotTellException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
