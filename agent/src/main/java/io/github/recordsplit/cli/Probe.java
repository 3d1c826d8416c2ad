package io.github.recordsplit.cli;

import io.github.recordsplit.probe.CannotTellException;
import io.github.recordsplit.probe.Listener;
import io.github.recordsplit.probe.Prober;
import io.github.recordsplit.probe.Request;
import io.github.recordsplit.probe.Talks;
import io.github.recordsplit.probe.Verdict;
import io.github.recordsplit.rules.Messages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code probe HOST:PORT}, and {@code probe --listen PORT} for clients. */
final class Probe {
  private static final int LONGEST_SECONDS = 600;
  private static final int MOST_TIMES = 1000;

  private final Arguments arguments;

  private Probe(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Exit status: 0 survives, 1 does not, 2 cannot tell. */
  static int run(Arguments arguments, PrintStream out) throws UsageException {
    Probe probe = new Probe(arguments);
    boolean listens = arguments.value("--listen") != null;
    if (listens == (arguments.operand(0) != null)) {
      throw new UsageException("expected probe HOST:PORT or probe --listen PORT");
    }
    try {
      return listens ? probe.listen(out) : probe.ask(out);
    } catch (CannotTellException e) {
      throw new UsageException("cannot tell: " + e.getMessage());
    }
  }

  private int ask(PrintStream out) throws UsageException, CannotTellException {
    Verdict verdict = Prober.run(request());
    if (arguments.json()) {
      out.println(verdict.json());
    } else {
      for (String line : verdict.lines()) {
        out.println(line);
      }
    }
    return verdict.cannotTell() ? Main.WRONG_USE : verdict.survives() ? Main.DONE : Main.NO;
  }

  private Request request() throws UsageException {
    only("a server", "--in-turn", "--keystore");
    String target = arguments.operand(0);
    int colon = target.lastIndexOf(':');
    String host = colon < 0 ? "" : target.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty()) {
      throw new UsageException(Messages.quote(target) + " is not HOST:PORT");
    }
    return Request.to(host, port(target.substring(colon + 1), 1), startTls(), path(), payload())
        .tls1(arguments.has("--tls1"))
        .verify(arguments.has("--verify"))
        .twoWrites(arguments.has("--two-writes"))
        .expect(expect())
        .times(number("--times", 3, MOST_TIMES))
        .timeout(1000 * number("--timeout", 5, LONGEST_SECONDS));
  }

  private int listen(PrintStream out) throws UsageException, CannotTellException {
    only("clients", "--http", "--starttls", "--expect", "--verify", Arguments.JSON);
    Listener listener =
        new Listener(port(arguments.value("--listen"), 0), arguments.value("--keystore"), payload())
            .tls1(arguments.has("--tls1"))
            .inTurn(arguments.has("--in-turn"))
            .twoWrites(arguments.has("--two-writes"))
            .timeout(1000 * number("--timeout", 5, LONGEST_SECONDS));
    listener.serve(number("--times", Integer.MAX_VALUE, Integer.MAX_VALUE), out);
    return Main.DONE;
  }

  private void only(String whom, String... others) throws UsageException {
    for (String other : others) {
      if (arguments.has(other)) {
        throw new UsageException(other + " does not go with probing " + whom);
      }
    }
  }

  private static int port(String given, int least) throws UsageException {
    if (given.matches("\\d{1,5}")) {
      int port = Integer.parseInt(given);
      if (port >= least && port <= 65535) {
        return port;
      }
    }
    throw new UsageException(Messages.quote(given) + " is not a port (expected 1 to 65535)");
  }

  private int number(String option, int otherwise, int most) throws UsageException {
    String given = arguments.value(option);
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
    String given = arguments.value("--starttls");
    if (given != null && !Arrays.asList(Talks.names()).contains(given)) {
      throw new UsageException(Messages.unknown("protocol", given, Talks.names()));
    }
    if (given != null && arguments.has("--http")) {
      throw new UsageException("--http does not go with --starttls");
    }
    return given;
  }

  private String path() throws UsageException {
    String given = arguments.value("--http");
    if (given == null) {
      return "/";
    }
    if (!given.startsWith("/") || !given.matches("[!-~]+")) {
      throw new UsageException(Messages.quote(given) + " is not a path (expected /...)");
    }
    if (arguments.has("--send")) {
      throw new UsageException("--http does not go with --send");
    }
    return given;
  }

  private byte[] payload() throws UsageException {
    String file = arguments.value("--send");
    if (file == null) {
      return null;
    }
    try {
      byte[] bytes = Files.readAllBytes(Paths.get(file));
      if (bytes.length < 2) {
        throw new UsageException("there is nothing to split in " + file + " (expected 2 bytes)");
      }
      return bytes;
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("cannot read " + Messages.quote(file));
    }
  }

  private Pattern expect() throws UsageException {
    try {
      String given = arguments.value("--expect");
      return given == null ? null : Pattern.compile(given, Pattern.MULTILINE);
    } catch (PatternSyntaxException e) {
      throw new UsageException("--expect is no regular expression: " + e.getDescription());
    }
  }
}
