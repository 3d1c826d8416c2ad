package io.github.recordsplit.control;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.control.requests.RequestClient;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.OtherUser;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Another user of the machine who does all that one may in the places that all share. */
@Tag("full")
class HostileUserTest {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int PAIRS = 200;
  private static final long LONGEST_MILLIS = 1000;

  /** Its arguments: the process, and how many rounds of 20 operations. */
  private static final String HOSTILE =
      """
      box=/tmp/.recordsplit-$1
      for round in $(seq $2); do
        mkdir $box 2>/dev/null; chmod 777 $box
        printf 'recordsplit 1\\n9999999999999\\nmode\\nnone' >$box/1.request
        printf 'recordsplit 1\\n9999999999999\\nmode\\nnone' >$box/2.later.request
        mkfifo $box/3.request; ln -s /etc/passwd $box/4.request; mkdir $box/5.request
        ln -s /dev/zero $box/6.answer; mv $box/1.request $box/7.request
        for fd in /proc/$1/fd/*; do echo >$fd; cat $fd; done
        for n in 1 2 3 4 5; do >/dev/shm/.recordsplit-$round$n.channel; done
        rm -f /dev/shm/.recordsplit-$round?.channel
        mv $box $box.$round; ln -s / $box; rm $box; rm -r $box.$round
      done 2>/dev/null >/dev/null
      true
      """;

  @TestFactory
  Stream<DynamicTest> neitherStopsNorForgesAnOrder() {
    return Jdks.some(HostileUserTest::run);
  }

  private static void run(Jdk jdk) throws Exception {
    OtherUser nobody = OtherUser.assume();
    Path rules = Target.write("hostile/" + jdk.feature() + ".rules", "split host localhost\n");
    try (LiveTraffic app = new LiveTraffic(jdk, "mode=all,rules=" + rules, 2, LIMIT)) {
      app.awaitAll(SPLIT);
      String pid = "" + app.child.pid();
      List<String> command = new ArrayList<>(nobody.starter());
      command.addAll(List.of("sh", "-c", HOSTILE, "sh", pid, "500"));
      Process hostile = new ProcessBuilder(command).start();
      long longest = 0;
      for (int pair = 0; pair < PAIRS; pair++) {
        longest = Math.max(longest, order(pid, "mode\nnone"));
        if (pair % 20 == 0) {
          app.awaitAll(WHOLE);
          Files.writeString(rules, "split host localhost # " + pair + "\n");
          long since = System.nanoTime();
          app.child.awaitLine("rules changed: .*");
          longest = Math.max(longest, (System.nanoTime() - since) / 1_000_000);
        }
        longest = Math.max(longest, order(pid, "enable"));
        if (pair % 20 == 0) {
          app.awaitAll(SPLIT);
        }
      }
      hostile.waitFor();
      System.out.println(jdk + ": the slowest of 400 orders was in force after " + longest + " ms");
      assertTrue(longest <= LONGEST_MILLIS, longest + " ms");
      app.awaitAll(SPLIT);
      Result result = app.end().assertSilent();
      long orders = result.stderr().stream().filter(l -> l.contains(" ordered by ")).count();
      assertEquals(2 * PAIRS, orders, () -> result.describe("forged"));
    }
  }

  private static long order(String pid, String words) throws Exception {
    long since = System.nanoTime();
    RequestClient client = new RequestClient(pid, Path.of("/tmp/.recordsplit-" + pid));
    assertEquals(0, client.ask(words, false).status);
    return (System.nanoTime() - since) / 1_000_000;
  }
}
