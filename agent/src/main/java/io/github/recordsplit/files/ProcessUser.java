package io.github.recordsplit.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** The user of a process as Linux tells it, by number: a name may be asked of the network. */
public final class ProcessUser {
  private static final Path PROC = Paths.get("/proc");

  /** Behind the name of a line: real, effective, saved and file system's number. */
  private static final int OF_FILES = 4;

  private ProcessUser() {}

  /** Returns whose files this process makes, or null where that cannot be told. */
  public static Integer own() {
    return number("self", "Uid:");
  }

  /** Returns the group of the files that this process makes, or null. */
  static Integer ownGroup() {
    return number("self", "Gid:");
  }

  /** Returns whose files a process makes, as this one counts users, or null. */
  public static Integer of(String pid) {
    return number(pid, "Uid:");
  }

  /** The owner of {@code /proc/PID} may be root where a process must not be looked into. */
  private static Integer number(String pid, String line) {
    try {
      byte[] status = Files.readAllBytes(PROC.resolve(pid).resolve("status"));
      String text = new String(status, StandardCharsets.ISO_8859_1);
      int start = text.indexOf('\n' + line) + 1;
      int end = text.indexOf('\n', start);
      String[] words = text.substring(start, end).split("\t", -1);
      return start == 0 ? null : Integer.valueOf(words[OF_FILES]);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }
}
