package io.github.recordsplit.benchmarks.jmh;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rules;
import io.github.recordsplit.rules.Subject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One decision by rules of which only the last one matches; without the stack walk before it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Decide {
  @Param({"10", "1000", "100000"})
  public int hosts;

  @Param("0")
  public int classes;

  /** Classes on the stack. */
  @Param("20")
  public int depth;

  private Policy policy;
  private Client client;

  @Setup
  public void read() throws ConfigException {
    policy = Policy.of(Rules.parse("rules", rules(hosts, classes)), "benchmark");
    client = new Client(stack(depth));
    decide(policy);
  }

  /** One decision, which must be that of the last rule. */
  static void decide(Policy policy) {
    Decision last = policy.decide(new Client(stack(1)), null);
    if (last.rule() == null || !last.rule().toString().contains(Client.NAME)) {
      throw new IllegalStateException("decided by another rule than the last: " + last);
    }
  }

  /** The text of rules that are all needed, with one more, which matches {@link Client}. */
  static String rules(int hosts, int classes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < classes; i++) {
      text.append("split class com.acme.billing").append(i).append(".**\n");
    }
    for (int i = 0; i < hosts; i++) {
      text.append("never host h").append(i).append(".example.com\n");
    }
    return text.append("split host ").append(Client.NAME).append('\n').toString();
  }

  private static String[] stack(int depth) {
    String[] names = new String[depth];
    for (int i = 0; i < depth; i++) {
      names[i] = "org.example.web.layer" + i + ".Handler$Inner" + i;
    }
    return names;
  }

  @Benchmark
  public Decision decide() {
    return policy.decide(client, null);
  }

  private record Client(String[] classes) implements Subject {
    static final String NAME = "partner.example.com";
    private static final List<byte[]> ADDRESSES = List.of(new byte[] {10, 20, 30, 40});

    @Override
    public Role role() {
      return Role.CLIENT;
    }

    @Override
    public List<String> names() {
      return List.of(NAME);
    }

    @Override
    public List<byte[]> addresses() {
      return ADDRESSES;
    }

    @Override
    public int port() {
      return 443;
    }
  }
}
