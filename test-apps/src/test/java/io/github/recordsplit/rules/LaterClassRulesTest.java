package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.LaterRules;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The first class rule of a JVM comes when connections are open already: it is for those whose
 * maker or first writer it names, and for no other.
 */
@Execution(ExecutionMode.CONCURRENT)
class LaterClassRulesTest {
  private static final String APP = LaterRules.class.getName();
  private static final String NO_CLASS = "scope any\n";
  private static final Pattern OPENED_BY = Pattern.compile("\"openedBy\":\"([^\"]+)\"");
  private static final String SPLIT = "split";
  private static final String WHOLE = "whole";

  @TestFactory
  Stream<DynamicTest> openConnectionsFollow() {
    return Jdks.some(
        jdk -> follow(jdk, child -> child, "TLSv1/CBC", "socket,engine,unknown,plain"));
  }

  @TestFactory
  Stream<DynamicTest> thoseOfBctlsToo() {
    return Jdks.on(List.of(17), LaterClassRulesTest::bctls);
  }

  private static void bctls(Jdk jdk) throws Exception {
    follow(jdk, child -> Providers.bctls(child, Providers.BCTLS), "TLSv1.2/CBC", "socket,engine");
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> thoseOfOtherLibrariesToo() {
    return Jdks.some(
        jdk -> {
          bctls(jdk);
          follow(jdk, Providers::conscrypt, "TLSv1.2/CBC", "socket,engine");
          follow(
              jdk, child -> Providers.bctls(child, Providers.OLD_BCTLS), "TLSv1.2/CBC", "engine");
        });
  }

  private static void follow(
      Jdk jdk, UnaryOperator<ChildJvm> library, String kind, String transports) throws Exception {
    String name = "rules/later-" + transports.length() + "-" + kind.length() + jdk.feature();
    Path rules = Target.write(name + ".txt", NO_CLASS);
    ChildJvm jvm = ChildJvm.on(jdk).brief().property("jsse.enableCBCProtection", "false");
    library.apply(jvm).agent("rules=" + rules).main(LaterRules.class, kind, transports);
    try (Child child = jvm.start()) {
      child.awaitLine("^open ");
      expect(child, "no class rule", WHOLE);
      rule(child, rules, APP + "$Maker");
      expect(child, "by its maker", SPLIT);
      rule(child, rules, APP + "$LaterWriter");
      expect(child, "by a later writer", WHOLE);
      rule(child, rules, APP + "$FirstWriter");
      expect(child, "by its first writer", SPLIT);
      Set<String> openers = new TreeSet<>();
      Matcher opener = OPENED_BY.matcher(Mail.ask(child.pid(), "status", "--json"));
      while (opener.find()) {
        openers.add(opener.group(1));
      }
      openers.remove("-"); // the unknown library's package is that of the application
      rule(child, rules, openers.toArray(String[]::new));
      expect(child, "as opened by " + openers, SPLIT, "(socket|engine) .*");
      child.closeInput();
      assertEquals(0, child.await().status());
    }
  }

  private static void rule(Child child, Path rules, String... classes) throws Exception {
    StringBuilder text = new StringBuilder(NO_CLASS);
    for (String name : classes) {
      text.append("split class ").append(name).append('\n');
    }
    Files.writeString(rules, text);
    Mail.ask(child.pid(), "enable"); // reads the file at once
  }

  private static void expect(Child child, String rule, String form) {
    expect(child, rule, form, ".*");
  }

  /** Each connection sends one payload; those that match are looked at. */
  private static void expect(Child child, String rule, String form, String which) {
    child.type(rule + "\n");
    String told = child.awaitLine("^" + Pattern.quote(rule) + ": (.*)").group(1);
    List<String> forms =
        Stream.of(told.split(", "))
            .filter(t -> t.matches(which))
            .map(t -> t.replaceAll(".* ", ""))
            .toList();
    assertEquals(Collections.nCopies(forms.size(), form), forms, () -> rule + ": " + told);
  }
}
