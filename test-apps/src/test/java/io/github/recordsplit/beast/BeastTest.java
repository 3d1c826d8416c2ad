package io.github.recordsplit.beast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The attack that all this is about, on throw-away keys over loopback: it succeeds where nothing is
 * split, and learns nothing where the agent splits.
 */
@Execution(ExecutionMode.CONCURRENT)
class BeastTest {
  private static final int RUNS = 10;

  /**
   * Guessing blindly gets one digit of 16 right; more than this comes once in 9 million attacks.
   */
  private static final int BY_CHANCE = 8;

  /** The first of each client's: always the same, so that the picture is. */
  private static final String DRAWN = "cb20113389c0ffee";

  private static final Table TABLE = new Table();
  private static final Map<Variant, Loot> TO_DRAW = new ConcurrentHashMap<>();

  @TestFactory
  Stream<DynamicTest> unprotectedCookieIsRecovered() {
    return onEach(Client.SUN_JSSE, Variant.UNPROTECTED);
  }

  /** Also what shows that the next tests would fail if the agent did not split. */
  @TestFactory
  Stream<DynamicTest> neverLeavesTheCookieOpen() {
    return onEach(Client.SUN_JSSE, Variant.NEVER);
  }

  @TestFactory
  Stream<DynamicTest> splitLeavesNothingButGuessing() {
    return onEach(Client.SUN_JSSE, Variant.SPLIT);
  }

  /** One payload that nothing can be compared with. */
  @TestFactory
  Stream<DynamicTest> theJdkLeavesOnePayloadWhole() {
    return onEach(Client.SUN_JSSE, Variant.JDK);
  }

  @TestFactory
  Stream<DynamicTest> firstWholeLeavesOnePayloadWhole() {
    return onEach(Client.SUN_JSSE, Variant.FIRST_WHOLE);
  }

  /** Which has no switch: only the agent can leave it open. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> bctls() {
    return onEach(Client.BCTLS, Variant.NEVER, Variant.BCTLS, Variant.FIRST_WHOLE, Variant.SPLIT);
  }

  /** Which has no protection of its own. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> nettyOnBoringSsl() {
    return onEach(
        Client.NETTY, Variant.UNPROTECTED, Variant.NEVER, Variant.FIRST_WHOLE, Variant.SPLIT);
  }

  @AfterAll
  static void show() throws IOException {
    Target.write("beast/table.md", TABLE.text());
    if (TO_DRAW.keySet().containsAll(List.of(Variant.UNPROTECTED, Variant.SPLIT))) {
      String drawn = Picture.of(TO_DRAW.get(Variant.UNPROTECTED), TO_DRAW.get(Variant.SPLIT));
      Path made = Target.write("beast/beast.svg", drawn);
      Path shown = Target.file("../docs/beast.svg").normalize();
      assertEquals(Files.readString(shown), drawn, shown + " is not what was seen: " + made);
    }
  }

  private static Stream<DynamicTest> onEach(Client client, Variant... variants) {
    return Stream.of(variants)
        .flatMap(
            variant ->
                Stream.of(8, 17, 25)
                    .map(
                        v ->
                            DynamicTest.dynamicTest(
                                variant + " on Java " + v,
                                () -> run(Jdks.assume(v), client, variant))));
  }

  private static void run(Jdk jdk, Client attacked, Variant variant) throws Exception {
    List<String> cookies = new ArrayList<>(List.of(DRAWN));
    IntStream.range(1, RUNS).forEach(i -> cookies.add(cookie()));
    List<Loot> loot = new ArrayList<>();
    List<String> arguments = new ArrayList<>(cookies);
    arguments.add("none");
    ChildJvm jvm = variant.prepare(ChildJvm.on(jdk).brief());
    boolean shows;
    try (Child client = attacked.prepare(jvm, arguments.toArray(String[]::new)).start()) {
      for (String cookie : cookies) {
        loot.add(attack(client, cookie));
      }
      shows = sameInputShows(client);
      client.closeInput();
      check(attacked, client.await());
    }
    if (attacked == Client.SUN_JSSE) {
      TO_DRAW.put(variant, loot.get(0));
    }
    TABLE.add(attacked, variant, jdk, loot, cookies);
    IntStream.range(0, RUNS).forEach(i -> check(variant, loot.get(i), cookies.get(i)));
    assertEquals(variant.open, shows, "equal outputs for equal inputs");
  }

  /** Other libraries have a word to say of their own. */
  private static void check(Client attacked, Result result) {
    result.check(result.status() == 0, "exit status is not 0");
    if (attacked == Client.SUN_JSSE) {
      result.assertSilent();
    }
  }

  private static Loot attack(Child client, String cookie) throws IOException, InterruptedException {
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.SINK);
        Wire wire = new Wire(server.port())) {
      client.type("open localhost " + wire.port() + "\n");
      return new Attack(wire, step -> client.type(step + "\n"), cookie::charAt).run();
    }
  }

  private static boolean sameInputShows(Child client) throws IOException, InterruptedException {
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.SINK);
        Wire wire = new Wire(server.port())) {
      client.type("open localhost " + wire.port() + "\n");
      return new Attack(wire, step -> client.type(step + "\n"), i -> '?').sameInputShows();
    }
  }

  private static void check(Variant variant, Loot loot, String cookie) {
    String what = variant + " " + cookie + " " + loot;
    assertEquals(variant.open ? Attack.LENGTH : 0, loot.confirmed(), what);
    assertEquals(variant.whole(loot.payloads()), loot.whole(), what);
    if (variant.open) {
      assertEquals(cookie, loot.answer(), what);
    } else {
      assertTrue(loot.right(cookie) <= BY_CHANCE, what);
    }
  }

  private static String cookie() {
    byte[] cookie = new byte[Attack.LENGTH / 2];
    new SecureRandom().nextBytes(cookie);
    return HexFormat.of().formatHex(cookie);
  }
}
