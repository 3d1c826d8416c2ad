package io.github.recordsplit.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import javax.net.ssl.SSLContext;

/**
 * Many open connections, of which a share may be split: for each line on stdin every one sends 200
 * bytes, and a letter says what they became, split or whole.
 *
 * <p>Arguments: a {@link Kind}, what sends, as {@link Checked} has it, and how many of them.
 */
public final class Canary {
  private static final int SIZE = 200;

  private Canary() {}

  public static void main(String[] args) throws Exception {
    Kind kind = Kind.of(args[0]);
    SSLContext underTest = UnderTest.context();
    List<Checked> all = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      all.add(Checked.open(underTest, kind, args[1], true, 7001));
    }
    System.out.println("open " + all.size());
    Scanner lines = new Scanner(System.in, "US-ASCII");
    while (lines.hasNextLine()) {
      StringBuilder letters = new StringBuilder(lines.nextLine() + ": ");
      for (Checked connection : all) {
        String form = connection.send(SIZE);
        letters.append(form.equals("split") ? 's' : form.equals("whole") ? 'w' : '?');
      }
      System.out.println(letters);
    }
  }
}
