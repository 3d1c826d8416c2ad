package io.github.recordsplit.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Asks a JVM's agent as the command line does. */
public final class Mail {
  private static final long LIMIT_MILLIS = 10_000;

  private Mail() {}

  /** The answer's text; the time that it took includes the agent's pause between two looks. */
  public static String ask(long pid, String... words) throws Exception {
    Path folder = Path.of("/tmp/.recordsplit-" + pid);
    if (!Files.exists(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    try {
      return answer(folder, String.join("\n", words));
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  private static String answer(Path folder, String words) throws Exception {
    Path request = Files.createFile(folder.resolve("test.part"), ownerOnly());
    Files.writeString(request, "recordsplit 1\n" + System.currentTimeMillis() + "\n" + words);
    Files.move(request, folder.resolve("test.request"));
    Path answer = folder.resolve("test.answer");
    long deadline = System.currentTimeMillis() + LIMIT_MILLIS;
    while (!Files.exists(answer)) {
      if (System.currentTimeMillis() > deadline) {
        Files.delete(folder.resolve("test.request"));
        throw new IOException("no answer to: " + words);
      }
      Thread.sleep(5);
    }
    String text = Files.readString(answer);
    Files.delete(answer);
    return text.substring(text.indexOf('\n') + 1);
  }

  private static java.nio.file.attribute.FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }
}
