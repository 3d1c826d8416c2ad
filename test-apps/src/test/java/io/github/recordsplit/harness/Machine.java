package io.github.recordsplit.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A machine with no processes but those that a test starts in it, so that orders to all JVMs reach
 * no other test's. Its files and its network are the real ones.
 */
public final class Machine implements AutoCloseable {
  private static final List<String> UNSHARE =
      List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc");

  private final Process holder;
  private final List<String> starter;

  private Machine(Process holder, List<String> starter) {
    this.holder = holder;
    this.starter = starter;
  }

  /** The calling test is skipped where this is not permitted. */
  public static Machine start() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(UNSHARE);
    command.addAll(List.of("sh", "-c", "echo ready; exec cat"));
    Process holder = new ProcessBuilder(command).start();
    boolean permitted = holder.getInputStream().read() == 'r';
    String what =
        "processes of their own (unshare)" + (permitted ? "" : ": not permitted, skipped");
    TookPart.record(what);
    Assumptions.assumeTrue(permitted, what);
    long first = holder.toHandle().children().findFirst().orElseThrow().pid();
    return new Machine(
        holder, List.of("nsenter", "--target", "" + first, "--pid", "--mount", "--"));
  }

  /** What a {@link ChildJvm} is started by. */
  public List<String> starter() {
    return starter;
  }

  /** Runs a program in it that must succeed. */
  public void run(String... program) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(starter);
    command.addAll(List.of(program));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", program) + " failed");
    }
  }

  /** Ends all that runs in it. */
  @Override
  public void close() {
    holder.destroyForcibly();
  }
}
