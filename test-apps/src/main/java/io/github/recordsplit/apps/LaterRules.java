package io.github.recordsplit.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;

/**
 * Connections that one class makes, another writes to first, and a third from then on: once for
 * each line on stdin, saying which records 200 bytes became.
 *
 * <p>Arguments: a {@link Kind}, and what sends, as {@link Checked} has it.
 */
public final class LaterRules {
  private static final int SIZE = 200;

  private LaterRules() {}

  /** On the stack when a connection is made. */
  static final class Maker {
    static <T> T call(Callable<T> work) throws Exception {
      return work.call();
    }
  }

  /** On the stack of the first payload. */
  static final class FirstWriter {
    static <T> T call(Callable<T> work) throws Exception {
      return work.call();
    }
  }

  /** On the stack of all others. */
  static final class LaterWriter {
    static <T> T call(Callable<T> work) throws Exception {
      return work.call();
    }
  }

  public static void main(String[] args) throws Exception {
    Kind kind = Kind.of(args[0]);
    SSLContext underTest = UnderTest.context();
    List<Checked> all = new ArrayList<>();
    for (String transport : args[1].split(",", -1)) {
      for (boolean client : new boolean[] {true, false}) {
        if (client || !transport.equals("plain")) {
          all.add(Maker.call(() -> Checked.open(underTest, kind, transport, client, 7001)));
        }
      }
    }
    for (Checked connection : all) {
      FirstWriter.call(() -> connection.send(SIZE));
    }
    System.out.println("open " + all.size());
    Scanner lines = new Scanner(System.in, "US-ASCII");
    while (lines.hasNextLine()) {
      String line = lines.nextLine();
      List<String> forms = new ArrayList<>();
      for (Checked connection : all) {
        forms.add(connection.name + " " + LaterWriter.call(() -> connection.send(SIZE)));
      }
      System.out.println(line + ": " + String.join(", ", forms));
    }
  }
}
