package io.github.recordsplit.tools.cli;

import static java.util.stream.Collectors.toList;

import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.tools.probe.CannotTellException;
import io.github.recordsplit.tools.probe.Dialogues;
import io.github.recordsplit.tools.probe.Listener;
import io.github.recordsplit.tools.probe.Prober;
import io.github.recordsplit.tools.probe.Request;
import io.github.recordsplit.tools.probe.Survey;
import io.github.recordsplit.tools.probe.Verdict;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code probe HOST:PORT} or many in a file, and {@code probe --listen PORT} for clients. */
@Command(
    name = "probe",
    description =
        "say whether a server survives split records, and whether it splits what it sends, or with"
            + " --listen PORT the same of clients",
    footer = "probe db.example:5432 --starttls postgres")
final class ProbeCommand extends Verb.ForPrograms {
  private static final int LONGEST_SECONDS = 600;
  private static final int MOST_TIMES = 1000;

  @Parameters(arity = "0..1", paramLabel = "HOST:PORT", description = "the server to ask")
  private String server;

  @Option(
      names = "--http",
      paramLabel = "PATH",
      description = "ask for this path by HTTP, which is what is asked if nothing else is: /")
  private String http;

  @Option(
      names = "--send",
      paramLabel = "FILE",
      description = "send what is in this file, or answer clients with it")
  private File send;

  @Option(
      names = "--starttls",
      paramLabel = "PROTOCOL",
      completionCandidates = Words.Protocols.class,
      description = "begin with this protocol's STARTTLS: ${COMPLETION-CANDIDATES}")
  private String startTls;

  @Option(
      names = "--expect",
      paramLabel = "REGEX",
      description = "an answer in which this is found is the same; else answers are compared")
  private String expect;

  @Option(names = "--tls1", description = "speak TLS 1.0 only")
  private boolean tls1;

  @Option(names = "--verify", description = "check the server's certificate and its name")
  private boolean verify;

  @Option(names = "--two-writes", description = "send the two records in two writes only")
  private boolean twoWrites;

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "how often to ask in each way (3), or how many clients to serve (no end)")
  private String times;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "for connecting, for the handshake, for an answer: 5, at most 600")
  private String timeout;

  @Option(
      names = "--file",
      paramLabel = "HOSTS",
      description = "ask each server in this file, which has one HOST:PORT a line")
  private File hosts;

  @Option(names = "--csv", description = "with --file: print CSV, for a spreadsheet")
  private boolean csv;

  @Option(
      names = "--listen",
      paramLabel = "PORT",
      description = "be a server, and say of each client how it took a split answer")
  private String listen;

  @Option(names = "--in-turn", description = "answer every second client whole")
  private boolean inTurn;

  @Option(
      names = "--keystore",
      paramLabel = "FILE",
      description =
          "a PKCS12 file with the key to listen with, its password in"
              + " RECORDSPLIT_KEYSTORE_PASSWORD; else a new key is made")
  private File keystore;

  /** Exit status: 0 survives, 1 does not, 2 cannot tell. */
  @Override
  public Integer call() throws UsageException {
    if ((listen != null ? 1 : 0) + (server != null ? 1 : 0) + (hosts != null ? 1 : 0) != 1) {
      throw new UsageException(
          "expected probe HOST:PORT, probe --file HOSTS or probe --listen PORT");
    }
    if (csv && (hosts == null || json)) {
      throw new UsageException("--csv goes with --file, and not with --json");
    }
    try {
      return listen != null ? listen() : hosts != null ? askMany() : ask();
    } catch (CannotTellException e) {
      throw new UsageException("cannot tell: " + e.getMessage());
    }
  }

  private int ask() throws UsageException, CannotTellException {
    Verdict verdict = Prober.run(request(HostAndPort.of(server)));
    if (json) {
      print(verdict.json());
    } else {
      verdict.lines().forEach(this::print);
    }
    return verdict.cannotTell() ? Main.WRONG_USE : verdict.survives() ? Main.DONE : Main.NO;
  }

  private int askMany() throws UsageException {
    List<Request> requests = new ArrayList<>();
    for (HostAndPort each : new HostsFile(hosts).servers()) {
      requests.add(request(each));
    }
    Survey survey = Survey.of(requests, line -> main.err.println("recordsplit: " + line));
    if (json) {
      print(survey.json());
    } else {
      (csv ? survey.csv() : table(survey.cells())).forEach(this::print);
    }
    return survey.status();
  }

  private static List<String> table(List<String[]> cells) {
    return cells.stream().map(new Columns(cells)::line).collect(toList());
  }

  private Request request(HostAndPort asked) throws UsageException {
    only("a server", "--in-turn", "--keystore");
    return Request.to(asked.host, asked.port, startTls(), path(), payload())
        .tls1(tls1)
        .verify(verify)
        .twoWrites(twoWrites)
        .expect(pattern())
        .times(number("--times", times, 3, MOST_TIMES))
        .timeout(1000 * number("--timeout", timeout, 5, LONGEST_SECONDS));
  }

  private int listen() throws UsageException, CannotTellException {
    only("clients", "--http", "--starttls", "--expect", "--verify");
    Listener listener =
        new Listener(HostAndPort.port(listen, 0), keystore, payload())
            .tls1(tls1)
            .inTurn(inTurn)
            .twoWrites(twoWrites)
            .json(json)
            .timeout(1000 * number("--timeout", timeout, 5, LONGEST_SECONDS));
    listener.serve(number("--times", times, Integer.MAX_VALUE, Integer.MAX_VALUE), main.out);
    return Main.DONE;
  }

  private void only(String whom, String... others) throws UsageException {
    for (String other : others) {
      if (spec.commandLine().getParseResult().hasMatchedOption(other)) {
        throw new UsageException(other + " does not go with probing " + whom);
      }
    }
  }

  static int number(String option, String given, int otherwise, int most) throws UsageException {
    if (given == null) {
      return otherwise;
    }
    if (given.matches("\\d{1,9}") && Integer.parseInt(given) >= 1) {
      int number = Integer.parseInt(given);
      if (number <= most) {
        return number;
      }
    }
    throw new UsageException(
        option + " is " + Messages.quote(given) + " (expected 1 to " + most + ')');
  }

  private String startTls() throws UsageException {
    if (startTls != null && !Arrays.asList(Dialogues.names()).contains(startTls)) {
      throw new UsageException(Messages.unknown("protocol", startTls, Dialogues.names()));
    }
    if (startTls != null && http != null) {
      throw new UsageException("--http does not go with --starttls");
    }
    return startTls;
  }

  private String path() throws UsageException {
    if (http == null) {
      return "/";
    }
    if (!http.startsWith("/") || !http.matches("[!-~]+")) {
      throw new UsageException(Messages.quote(http) + " is not a path (expected /...)");
    }
    if (send != null) {
      throw new UsageException("--http does not go with --send");
    }
    return http;
  }

  private byte[] payload() throws UsageException {
    if (send == null) {
      return null;
    }
    try {
      byte[] bytes = Files.readAllBytes(send.toPath());
      if (bytes.length < 2) {
        throw new UsageException("there is nothing to split in " + send + " (expected 2 bytes)");
      }
      return bytes;
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("cannot read " + Messages.quote(send.toString()));
    }
  }

  private Pattern pattern() throws UsageException {
    try {
      return expect == null ? null : Pattern.compile(expect, Pattern.MULTILINE);
    } catch (PatternSyntaxException e) {
      throw new UsageException("--expect is no regular expression: " + e.getDescription());
    }
  }
}
