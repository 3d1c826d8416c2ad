package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The figures that were promised, as the table of this module's README. */
final class Summary {
  static final String BEGIN = "<!-- made by mvn -q -B -Pbench verify -->\n";
  static final String END = "<!-- end of what it made -->\n";

  private static final String ENGINE = "engine wrap, SUN_JSSE, AES_128_CBC, ";
  private static final String SOCKET = "socket write, SUN_JSSE, AES_128_CBC, ";
  private static final String FROM_100 = "(100|1400|16384|65536) B";

  private static final List<Row> ROWS =
      List.of(
          new Row("hello world, CPU / empty agent's", "hello world: recordsplit / empty"),
          new Row("the same with AppCDS", "hello world, AppCDS: recordsplit / empty"),
          new Row(
              "server of 10,000 classes, CPU / empty agent's",
              "server of 10,000 classes: recordsplit / empty"),
          new Row(
              "first TLS connections, CPU more than an empty agent's",
              "first TLS connections, recordsplit, CPU more than empty"),
          new Row(
              "the same of an agent whose transformer does nothing",
              "first TLS connections, idle transformer, CPU more than empty"),
          new Row(
              "what is added to the first TLS connections / what a Byte Buddy agent adds",
              "first TLS connections: what recordsplit adds / what Byte Buddy adds"),
          new Row("`leave` / no agent, engine", ENGINE + "all from 100 B: LEAVE / NONE"),
          new Row("the same by payload", ENGINE + FROM_100 + ": LEAVE / NONE"),
          new Row("`leave` / no agent, socket", SOCKET + "all from 100 B: LEAVE / NONE"),
          new Row("the same by payload", SOCKET + FROM_100 + ": LEAVE / NONE"),
          new Row(
              "`leave`, garbage more than without an agent",
              "(engine wrap|socket write), SUN_JSSE, AES_128_CBC, .* B, leave, garbage more"),
          new Row("`split` / the JDK's own, engine", ENGINE + "\\d+ B: SPLIT / OWN"),
          new Row(
              "`split`, garbage more than the JDK's own",
              "(engine wrap|socket write), SUN_JSSE, AES_128_CBC, .* B, split, garbage more.*"),
          new Row("`split` / unprotected, engine, 16 KB", ENGINE + "16384 B: SPLIT / NONE"),
          new Row(
              "round trip, `mode=all` / the limit", "round trip, Nagle on: mode=all / the limit"),
          new Row(
              "round trip, the JDK's own / `mode=all`",
              "round trip, Nagle on: the JDK's own / mode=all"),
          new Row(
              "the same, without Nagle: `mode=all` / the JDK's own",
              "round trip, Nagle off: mode=all / the JDK's own"),
          new Row(
              "the same, `mode=all` / unprotected", "round trip, Nagle on: mode=all / unprotected"),
          new Row(
              "round trip over 25 ms one way, `mode=all` / unprotected",
              "round trip, Nagle on, 25 ms one way: mode=all / unprotected"),
          new Row(
              "the same, the JDK's own / `mode=all`",
              "round trip, Nagle on, 25 ms one way: the JDK's own / mode=all"),
          new Row(
              "HttpsURLConnection to nginx, `mode=all` / unprotected, 1 to 64 threads",
              "HttpsURLConnection to nginx, .*: mode=all / unprotected"),
          new Row(
              "pgjdbc to PostgreSQL, `mode=all` / unprotected, 1 to 64 threads",
              "pgjdbc to PostgreSQL, .*: mode=all / unprotected"),
          new Row(
              "`SSLSocket`, HAProxy in front of the server / `mode=all`, 1 to 64 threads",
              "SSLSocket, 200 B replies, \\d+ threads: HAProxy / mode=all"),
          new Row(
              "the same of stunnel", "SSLSocket, 200 B replies, \\d+ threads: stunnel / mode=all"),
          new Row(
              "CPU of a request, `mode=all` / HAProxy",
              "SSLSocket, 200 B replies, \\d+ threads, CPU of a request: mode=all / HAProxy"),
          new Row(
              "the same of stunnel",
              "SSLSocket, 200 B replies, \\d+ threads, CPU of a request: mode=all / stunnel"),
          new Row("a decision, 100,000 host rules / 10", "decision, 100,000 host rules / 10"),
          new Row(
              "a decision, 1,000 class rules, depth 400", "decision, 1,000 class rules, depth 400"),
          new Row(
              "the same for 10,000 new connections a second",
              "decisions of 10,000 new connections a second, .*"),
          new Row("reading 100,000 host rules", "reading 100,000 host rules, cold"),
          new Row("their heap", "their heap"),
          new Row(
              "heap of an open connection, of 100,000", "heap of an open connection, of 100000"),
          new Row(
              "heap after 1,000,000 connections, more than after 10,000",
              "heap after 1000000 connections, more than after 10000"));

  private final List<Figure> figures = new ArrayList<>();

  /** A line of the table, and the names of the figures that it tells: the range, if several. */
  private record Row(String title, Pattern figures) {
    Row(String title, String figures) {
      this(title, Pattern.compile(figures));
    }
  }

  Summary(Collection<List<Figure>> parts) {
    parts.forEach(figures::addAll);
  }

  /** Writes the table between the marks of a file that has them. */
  void into(Path readme) throws IOException {
    String text = Files.readString(readme);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IOException("marks are missing: " + readme);
    }
    Files.writeString(readme, text.substring(0, begin) + table() + text.substring(end));
  }

  String table() {
    TreeSet<Integer> versions = new TreeSet<>();
    figures.forEach(figure -> versions.add(figure.java()));
    StringBuilder table = new StringBuilder("\n| | wanted |");
    versions.forEach(java -> table.append(" Java ").append(java).append(" |"));
    table.append("\n|---|---|").append("---|".repeat(versions.size())).append('\n');
    for (Row row : ROWS) {
      List<Figure> all = matching(row);
      if (!all.isEmpty()) {
        table.append("| ").append(row.title()).append(" | ").append(all.get(0).limit());
        versions.forEach(java -> table.append(" | ").append(range(all, java)));
        table.append(" |\n");
      }
    }
    return table.append('\n').toString();
  }

  private List<Figure> matching(Row row) {
    return figures.stream().filter(f -> row.figures().matcher(f.name()).matches()).toList();
  }

  private static String range(List<Figure> all, int java) {
    List<Figure> some = all.stream().filter(figure -> figure.java() == java).toList();
    if (some.isEmpty()) {
      return "-";
    }
    String least = Report.number(some.stream().mapToDouble(Figure::value).min().orElseThrow());
    String most = Report.number(some.stream().mapToDouble(Figure::value).max().orElseThrow());
    String unit = some.get(0).isRatio() ? "" : " " + some.get(0).unit();
    return (least.equals(most) ? least : least + " to " + most) + unit;
  }
}
