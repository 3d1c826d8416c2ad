package io.github.recordsplit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where reports and dumps are written to, and where not. */
@DisabledOnOs(OS.WINDOWS)
class SafeFolderTest {
  private static final int SOMEBODY = 12345;

  @TempDir Path temporary;

  @Test
  void aFolderIsMadeForItsOwner() throws IOException {
    Path folder = temporary.resolve("a/b");
    Path file = new SafeFolder(folder).write("c/page.html", new byte[] {1});
    assertTrue(Files.isSameFile(folder.resolve("c/page.html"), file));
    assertEquals("rwx------", permissions(folder));
    assertEquals("rw-------", permissions(file));
    assertEquals(1, folder.resolve("c").toFile().list().length, "what was written first is left");
  }

  @Test
  void aLinkIsReplacedAndNotFollowed() throws IOException {
    Path precious = Files.writeString(temporary.resolve("precious"), "precious");
    Path folder = Files.createDirectory(temporary.resolve("folder"));
    Path page = Files.createSymbolicLink(folder.resolve("page"), precious);
    new SafeFolder(folder).write("page", new byte[] {1});
    assertTrue(Files.isRegularFile(page, LinkOption.NOFOLLOW_LINKS));
    assertEquals("precious", Files.readString(precious));
  }

  @Test
  void othersMayNotWriteTheFolder() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("folder"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    refused(folder, "can be written by other users");
    Path below = Files.createDirectory(folder.resolve("below"));
    refused(below, "can be written by other users");
    refused(Path.of("/tmp"), "can be written by other users");
  }

  @Test
  void nobodyElseOwnsTheWayThere() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("folder"));
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can make one");
    Path below = Files.createDirectory(folder.resolve("below"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary);
    Files.setAttribute(folder, "unix:uid", SOMEBODY);
    Files.setAttribute(link, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
    refused(folder, "belongs to another user");
    refused(below, "belongs to another user");
    refused(link, "belongs to another user");
    refused(folder.resolve("new"), "belongs to another user");
    assertFalse(Files.exists(folder.resolve("new")));
  }

  /** A umask of 002 leaves folders to their user's own group, which nobody else is in. */
  @Test
  void anotherGroupMayNotWriteTheFolder() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("folder"));
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can give one away");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));
    new SafeFolder(folder).write("page", new byte[] {1});
    Files.setAttribute(folder, "unix:gid", SOMEBODY);
    refused(folder, "can be written by other users");
  }

  @Test
  void whatCannotBeWrittenLeavesNothing() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("folder"));
    Files.createDirectories(folder.resolve("page/full"));
    SafeFolder safe = new SafeFolder(folder);
    assertThrows(IOException.class, () -> safe.write("page", new byte[] {1}));
    assertEquals(1, folder.toFile().list().length, "a part is left");
  }

  private static void refused(Path folder, String why) {
    IOException e = assertThrows(IOException.class, () -> new SafeFolder(folder));
    assertTrue(e.getMessage().contains(why), e::toString);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
