package io.github.recordsplit.connection;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Datagrams;
import io.github.recordsplit.apps.fuzz.ToyWords;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Unknown libraries with words of their own for protocol and suite: what leaves, on the wire. */
@Execution(ExecutionMode.CONCURRENT)
class ToyWordsTest {
  private static final String SPLIT = "[1, 99, 1, 99]";
  private static final String WHOLE = "[100, 100]";

  /** Until the header of the first record has told. */
  private static final String FIRST_SPLIT = "[1, 99, 100]";

  private static final List<String> TLS_1_0 =
      List.of(
          "TLSv1|TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLSv1:TLS|TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLSv1:http/1.1|AES128-SHA",
          "TLSv1.0|ECDHE-RSA-AES256-SHA384",
          "TLS1.0|SSL_RSA_WITH_3DES_EDE_CBC_SHA",
          "TLS 1.0|DES-CBC3-SHA",
          "tlsv1|tls_rsa_with_aes_128_cbc_sha",
          "SSLv3|AES128-SHA",
          "SSLv3.0|AES128-SHA",
          "TLSv1|null",
          "TLSv1|",
          "TLSv1|SSL_NULL_WITH_NULL_NULL");

  private static final List<String> NOTHING =
      List.of("null|null", "|", "NONE|SSL_NULL_WITH_NULL_NULL", "bogus|bogus", "none|");

  private static final List<String> NEWER =
      List.of("TLSv1.1|AES128-SHA", "TLSv1.2:TLS|AES128-SHA", "tls1.3|TLS_AES_128_GCM_SHA256");

  private static final Map<String, String> DUE = due();

  private static Map<String, String> due() {
    Map<String, String> due = new LinkedHashMap<>();
    for (String kind : List.of("engine|", "socket|")) {
      TLS_1_0.forEach(words -> due.put(kind + words + "|0301", SPLIT));
      NOTHING.forEach(words -> due.put(kind + words + "|0301", SPLIT));
      NEWER.forEach(words -> due.put(kind + words + "|0303", WHOLE));
      due.put(kind + "TLSv1|RC4-SHA|0301", WHOLE);
      due.put(kind + "DTLSv1.0|AES128-SHA|feff", WHOLE);
    }
    NOTHING.forEach(words -> due.put("engine|" + words + "|0303", FIRST_SPLIT));
    NOTHING.forEach(words -> due.put("shaken|" + words + "|0303", WHOLE));
    NOTHING.forEach(words -> due.put("shaken|" + words + "|0302", WHOLE));
    NOTHING.forEach(words -> due.put("shaken|" + words + "|0301", SPLIT));
    NOTHING.forEach(words -> due.put("shaken|" + words + "|0300", SPLIT));
    NOTHING.forEach(words -> due.put("shaken|" + words + "|feff", WHOLE));
    due.put("shaken|TLSv1.2|TLS_RSA_WITH_AES_128_CBC_SHA|0301", SPLIT);
    due.put("shaken|TLSv1.3|TLS_AES_128_GCM_SHA256|0301", SPLIT);
    due.put("shaken|TLSv1|AES128-SHA|fefd", WHOLE);
    due.put("engine|offers|null|fefd", WHOLE);
    return due;
  }

  @TestFactory
  Stream<DynamicTest> whatIsNotUnderstoodIsSplit() {
    return Jdks.some(
        jdk -> {
          List<String> status = new ArrayList<>();
          String sent = run(jdk, "mode=all,on-failure=refuse", DUE, status);
          assertEquals(lines(DUE), sent);
          String told = status.get(0);
          for (String shown :
              List.of(
                  "TLSv1:http/1.1 ",
                  "bogus (records: TLSv1) ",
                  "bogus (records: TLSv1.2 or later) ",
                  "TLSv1.2 (records: TLSv1) ",
                  "unknown (records: SSLv3) ")) {
            assertEquals(true, told.contains(shown), () -> "no " + shown + "in " + told);
          }
          assertEquals(false, told.contains("DTLS"), told);
        });
  }

  @TestFactory
  Stream<DynamicTest> datagramsAreNeverTouched() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          Map<String, String> due = new LinkedHashMap<>();
          DUE.forEach((words, records) -> due.put(words, words.contains("|fe") ? WHOLE : SPLIT));
          assertEquals(lines(due), run(jdk, "mode=all,scope=any", due, new ArrayList<>()));
          due.replaceAll((words, records) -> WHOLE);
          assertEquals(lines(due), run(jdk, "mode=selective", due, new ArrayList<>()));
        });
  }

  /** The JDK's, which Java 8 does not have, behind engines that say what they like. */
  @TestFactory
  Stream<DynamicTest> datagramsOfTheJdkAreNeverTouched() {
    String[] words = {"-", "null|null", "bogus|bogus", "TLSv1|AES128-SHA", "throws|throws"};
    return Jdks.on(
        List.of(25),
        jdk -> {
          ChildJvm child = ChildJvm.on(jdk).brief().agent("mode=all,scope=any");
          List<String> sent = child.main(Datagrams.class, words).run().assertSilent().stdout();
          List<String> alone = ChildJvm.on(jdk).brief().main(Datagrams.class, words).run().stdout();
          assertEquals(String.join("\n", alone), String.join("\n", sent));
          assertEquals(words.length, sent.size());
          sent.forEach(line -> assertEquals(5, line.split("/100/").length, line));
        });
  }

  private static String lines(Map<String, String> due) {
    return due.entrySet().stream()
        .map(entry -> entry.getKey() + ' ' + entry.getValue())
        .collect(joining("\n"));
  }

  private static String run(Jdk jdk, String options, Map<String, String> due, List<String> status)
      throws Exception {
    ChildJvm jvm = ChildJvm.on(jdk).brief().agent(options);
    jvm.main(ToyWords.class, due.keySet().toArray(String[]::new));
    try (Child child = jvm.start()) {
      child.awaitLine("^done");
      status.add(Mail.ask(child.pid(), "status"));
      child.closeInput();
      Result result = child.await().assertSilent();
      return result.stdout().stream().filter(l -> !l.equals("done")).collect(joining("\n"));
    }
  }
}
