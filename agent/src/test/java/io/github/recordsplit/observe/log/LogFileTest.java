package io.github.recordsplit.observe.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a log is written to, and what not. */
@DisabledOnOs(OS.WINDOWS)
class LogFileTest {
  private static final String LINE = "1970-01-01T00:00:00Z a line\n";

  @TempDir Path folder;

  @Test
  void aNewFileIsItsOwnersAlone() throws IOException {
    Path file = folder.resolve("log");
    write(new LogFile(file.toFile()));
    assertEquals(LINE, Files.readString(file));
    assertEquals("rw-------", permissions(file));
  }

  @Test
  void aFileThatWasRenamedOrRemovedIsOpenedAgain() throws IOException {
    Path file = folder.resolve("log");
    LogFile log = new LogFile(file.toFile());
    write(log);
    Files.move(file, folder.resolve("log.1"));
    write(log);
    write(log);
    assertEquals(LINE + LINE, Files.readString(file));
    assertEquals(LINE, Files.readString(folder.resolve("log.1")));
    Files.delete(file);
    write(log);
    assertEquals(LINE, Files.readString(file));
  }

  @Test
  void othersCannotWriteWhatIsThereAlready() throws IOException {
    Path file = Files.createFile(folder.resolve("log"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    write(new LogFile(file.toFile()));
    assertEquals("rw-r--r--", permissions(file));
  }

  @Test
  void nothingIsWrittenThroughALink() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    Path link = Files.createSymbolicLink(folder.resolve("log"), precious);
    refused(link, "is a symbolic link");
    assertEquals("precious", Files.readString(precious));
  }

  @Test
  void anotherUsersFileIsLeftAlone() throws IOException {
    Path file = Files.createFile(folder.resolve("log"));
    assumeTrue(Files.getAttribute(file, "unix:uid").equals(0), "only root can make one");
    Files.setAttribute(file, "unix:uid", 12345);
    refused(file, "belongs to another user");
    assertEquals(0, Files.size(file));
  }

  @Test
  void aPipeIsNotOpened() throws Exception {
    Path pipe = folder.resolve("log");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    refused(pipe, "is no ordinary file");
  }

  private static void write(LogFile log) throws IOException {
    log.write("a line", 0);
  }

  private static void refused(Path file, String why) {
    IOException e =
        assertThrows(IOException.class, () -> new LogFile(file.toFile()).write("a line", 0));
    assertTrue(e.getMessage().equals(file + " " + why), e::toString);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
