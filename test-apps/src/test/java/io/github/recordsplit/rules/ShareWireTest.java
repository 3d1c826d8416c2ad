package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Canary;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A stable part of a rule's connections is split, and all others are as if it were not there. */
@Execution(ExecutionMode.CONCURRENT)
class ShareWireTest {
  private static final int MANY = 1000;
  private static final int SOME = 200;

  /** What becomes of the others. */
  private static final String NEVER = "never host localhost\n";

  private static final String LEAVE = "leave host localhost\n";

  @TestFactory
  Stream<DynamicTest> ofAThousandSocketsAHundred() {
    return Jdks.some(jdk -> canary(jdk, child -> child, NEVER, "TLSv1/CBC", "socket", MANY));
  }

  @TestFactory
  Stream<DynamicTest> ofEnginesTheSame() {
    return Jdks.some(jdk -> canary(jdk, child -> child, NEVER, "TLSv1/CBC", "engine", SOME));
  }

  /** A wrapper, and what is in it: one connection, which is asked twice where it is left alone. */
  @TestFactory
  Stream<DynamicTest> ofWrappersTheSame() {
    return Jdks.some(
        jdk -> {
          canary(jdk, child -> child, LEAVE, "TLSv1/CBC", "unknown", SOME);
          canary(jdk, child -> child, LEAVE, "TLSv1/CBC", "plain", SOME);
        });
  }

  @TestFactory
  Stream<DynamicTest> ofOtherLibrariesTheSame() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          for (String transport : List.of("socket", "engine")) {
            canary(
                jdk,
                child -> Providers.bctls(child, Providers.BCTLS),
                NEVER,
                "TLSv1.2/CBC",
                transport,
                SOME);
            canary(jdk, Providers::conscrypt, NEVER, "TLSv1.2/CBC", transport, SOME);
          }
        });
  }

  private static void canary(
      Jdk jdk,
      UnaryOperator<ChildJvm> library,
      String rest,
      String kind,
      String transport,
      int count)
      throws Exception {
    String name = "rules/share-" + transport + kind.length() + count + "-" + jdk.feature();
    Path rules = Target.write(name + ".txt", file("10%", rest));
    ChildJvm jvm = ChildJvm.on(jdk).brief().property("jsse.enableCBCProtection", "false");
    library.apply(jvm).agent("rules=" + rules).main(Canary.class, kind, transport, "" + count);
    try (Child child = jvm.start()) {
      child.awaitLine("^open ");
      String first = send(child, "first");
      assertEquals(count / 10, split(first), () -> first);
      assertEquals(first, send(child, "again"));
      read(child, rules, "# read again\n" + file("10%", rest));
      assertEquals(first, send(child, "readagain"));
      read(child, rules, file("25%", rest));
      String more = send(child, "more");
      assertEquals(count / 4, split(more), () -> more);
      for (int i = 0; i < count; i++) {
        assertTrue(first.charAt(i) == 'w' || more.charAt(i) == 's', first + " became " + more);
      }
      String status = Mail.ask(child.pid(), "status", "--json");
      assertTrue(status.contains("share 25%\",\"hits\":" + count / 4), status);
      read(child, rules, file("10%", rest));
      assertEquals(first, send(child, "less"));
      child.closeInput();
      assertEquals(0, child.await().status());
    }
  }

  private static String file(String share, String rest) {
    return "scope any\nsplit share " + share + " host localhost\n" + rest;
  }

  private static void read(Child child, Path rules, String text) throws Exception {
    Files.writeString(rules, text);
    Mail.ask(child.pid(), "enable"); // reads the file at once
  }

  private static String send(Child child, String word) {
    child.type(word + "\n");
    return child.awaitLine("^" + word + ": ([sw?]+)$").group(1);
  }

  private static long split(String letters) {
    return letters.chars().filter(c -> c == 's').count();
  }
}
