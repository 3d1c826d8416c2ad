package io.github.recordsplit.tools.cli;

import io.github.recordsplit.observe.status.Explanation;
import io.github.recordsplit.observe.status.HypotheticalConnection;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.NearMiss;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rules;
import java.io.File;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code explain FILE ...}: which rule decides about a connection, and whether it would be split.
 */
@Command(
    name = "explain",
    description = "say which rule decides about a connection (exit status 0: it is split)",
    footer = "explain /etc/recordsplit.rules --host db.example:1433 --class com.acme.Pool")
final class ExplainCommand extends Verb.ForPrograms {
  @Parameters(paramLabel = "FILE", description = "the rules file")
  private File file;

  @Option(
      names = "--host",
      paramLabel = "HOST[:PORT]",
      description = "the peer, by name or address; without it, one that is not known")
  private String host;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "the class that opens the connection, with its package")
  private String className;

  @Option(
      names = "--app",
      paramLabel = "NAME",
      description = "the application: -Drecordsplit.app, a jar's file name or a main class")
  private String app;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      completionCandidates = Words.Roles.class,
      description = "what the application is in this connection: client or server")
  private String role;

  @Option(
      names = "--protocol",
      paramLabel = "VERSION",
      description = "the TLS version, as a TLS library names it: TLSv1")
  private String protocol;

  @Option(
      names = "--cipher",
      paramLabel = "SUITE",
      description = "the cipher suite, as a TLS library names it: AES128-SHA")
  private String cipher;

  @Override
  public Integer call() throws UsageException, ConfigException {
    Rules rules = Rules.load(file.toString());
    String name = app == null ? "" : app;
    Policy policy = Policy.of(rules, name);
    try {
      HypotheticalConnection asked = new HypotheticalConnection(host, className, role);
      Explanation answer = new Explanation(policy, asked, protocol, cipher);
      NearMiss near = answer.isByDefault() ? NearMiss.of(rules, name, asked) : null;
      print(json ? answer.json(near) : answer.sentence());
      if (near != null && !json) {
        print(near);
      }
      return answer.split() ? Main.DONE : Main.NO;
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
