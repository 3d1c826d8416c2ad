package io.github.recordsplit.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * What makes a container one to the agent: a root folder, a {@code /tmp} and process numbers of its
 * own. It ends with the process that is started in it.
 */
public final class Container {
  private static final List<String> UNSHARE =
      List.of("unshare", "--mount", "--pid", "--fork", "--kill-child");

  /** Its arguments: the new root, folders to be seen in it besides, "--", the command. */
  private static final String ENTER =
      """
      set -e
      root=$1; shift
      for d in /bin /dev /etc /lib* /sbin /usr; do
        if [ -L "$d" ]; then cp -P "$d" "$root/"; else mkdir "$root$d"; mount --rbind "$d" "$root$d"; fi
      done
      while [ "$1" != -- ]; do mkdir -p "$root$1"; mount --bind "$1" "$root$1"; shift; done
      shift
      mkdir -p "$root/proc" "$root/tmp"
      mount -t proc proc "$root/proc"
      exec chroot "$root" "$@"
      """;

  private Container() {}

  /** What a {@link ChildJvm} is started by; the test is skipped where this is not permitted. */
  public static List<String> starter(Jdk jdk) throws IOException, InterruptedException {
    assume();
    Path root = Files.createDirectories(Target.file("container/" + System.nanoTime()));
    List<String> command = new ArrayList<>(UNSHARE);
    command.addAll(List.of("sh", "-c", ENTER, "sh", root.toString()));
    command.add(jdk.home().toRealPath().toString());
    command.add(Target.apps().getParent().toString());
    command.addAll(List.of(Target.agentJar().getParent().toString(), "--"));
    return command;
  }

  /** The number, as it is seen from outside, of the JVM in it. */
  public static String pid(Child starter) {
    return ProcessHandle.of(starter.pid()).orElseThrow().children().findFirst().get().pid() + "";
  }

  private static void assume() throws InterruptedException {
    boolean permitted;
    try {
      List<String> command = new ArrayList<>(UNSHARE);
      command.add("true");
      permitted = new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      permitted = false;
    }
    String what = "container (unshare)" + (permitted ? "" : ": not permitted, skipped");
    TookPart.record(what);
    Assumptions.assumeTrue(permitted, what);
  }
}
