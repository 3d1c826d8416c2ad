package io.github.recordsplit.harness;

import java.util.List;
import java.util.regex.Pattern;

/** What a child process left behind. */
public record Result(List<String> command, int status, List<String> stdout, List<String> stderr) {
  private static final Pattern TROUBLE =
      Pattern.compile(
          "warning|exception|\\bat [\\w.$]+\\(|recordsplit: error", Pattern.CASE_INSENSITIVE);
  private static final String OURS = "recordsplit: ";

  /**
   * The application ended well, and neither the JVM nor the agent complained or spoke on stdout.
   */
  public Result assertClean() {
    check(status == 0, "exit status is not 0");
    check(stdout.stream().noneMatch(l -> l.contains(OURS)), "the agent wrote to stdout");
    check(stderr.stream().noneMatch(l -> TROUBLE.matcher(l).find()), "trouble on stderr");
    return this;
  }

  /** As {@link #assertClean}, and nothing at all on stderr but lines of the agent. */
  public Result assertSilent() {
    check(stderr.stream().allMatch(l -> l.startsWith(OURS)), "more than the agent's lines");
    return assertClean();
  }

  /** Fails with everything that the child said. */
  public void check(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(describe(otherwise));
    }
  }

  public String describe(String what) {
    return what
        + "\ncommand: "
        + String.join(" ", command)
        + "\nexit status: "
        + status
        + "\nstdout:\n"
        + String.join("\n", stdout)
        + "\nstderr:\n"
        + String.join("\n", stderr);
  }
}
