package io.github.recordsplit.tools.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.recordsplit.files.FileOwnership;
import io.github.recordsplit.files.SafeFolder;
import io.github.recordsplit.rules.Messages;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A file that is changed as a whole or not at all, in a folder in which nobody else can put another
 * in its place; it keeps its owner, its group and who may read it.
 */
final class SafeFile {
  private static final boolean UNIX = File.separatorChar == '/';
  private static final String BACKUP = ".before";
  private static final int OTHERS_WRITE = 0002;
  private static final int PERMISSIONS = 07777;

  private static final Set<OpenOption> OPEN =
      new HashSet<>(Arrays.asList(StandardOpenOption.READ, NOFOLLOW_LINKS));

  private final Path file;
  private final Path backup;
  private final Map<String, Object> was;

  private SafeFile(Path file, Map<String, Object> was) {
    this.file = file;
    this.backup = file.resolveSibling(file.getFileName() + BACKUP);
    this.was = was;
  }

  /** Looks whether it may be changed. */
  static SafeFile of(Path given) throws IOException, NoException {
    Path file = given.toAbsolutePath();
    String name = Messages.quote(given.toString());
    if (Files.isSymbolicLink(file)) {
      throw new NoException(
          name + " is a link: give the file itself, " + Messages.quote("" + file.toRealPath()));
    }
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      throw new NoException(name + " is no file that could be changed");
    }
    if (UNIX) {
      check(file, name);
    }
    return new SafeFile(file, UNIX ? attributes(file) : null);
  }

  private static Map<String, Object> attributes(Path file) throws IOException {
    return Files.readAttributes(file, "unix:uid,gid,mode", NOFOLLOW_LINKS);
  }

  private static void check(Path file, String name) throws IOException, NoException {
    Path folder = file.getParent().toRealPath();
    Object self = FileOwnership.own();
    Map<String, Object> seen = attributes(folder);
    if (((Integer) seen.get("mode") & OTHERS_WRITE) != 0) {
      throw new NoException(
          "every user can write the folder of " + name + ", so it is left alone: chmod o-w first");
    }
    Object owner = seen.get("uid");
    Object own = attributes(file).get("uid");
    if (!owner.equals(FileOwnership.ROOT) && !owner.equals(self)) {
      throw new NoException(
          "the folder of " + name + " is user number " + owner + "'s: run this as that user");
    }
    if (!own.equals(self) && !self.equals(FileOwnership.ROOT)) {
      throw new NoException(name + " is user number " + own + "'s: run this as that user");
    }
  }

  byte[] read() throws IOException {
    return read(file);
  }

  /** What the file was before it was last changed, or null. */
  byte[] readBackup() throws IOException {
    try {
      return read(backup);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (SeekableByteChannel in = Files.newByteChannel(file, OPEN)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) in.size());
      int read;
      do {
        read = in.read(bytes);
      } while (read >= 0 && bytes.hasRemaining());
      return bytes.array();
    }
  }

  /** Writes it; returns where it is as it was before, or null if that is not to be kept. */
  Path write(byte[] bytes, boolean keep) throws IOException {
    if (keep) {
      replace(backup, read());
    }
    replace(file, bytes);
    return keep ? backup : null;
  }

  void deleteBackup() throws IOException {
    Files.deleteIfExists(backup);
  }

  private void replace(Path target, byte[] bytes) throws IOException {
    Path part = Files.createTempFile(file.getParent(), ".recordsplit", ".part");
    try {
      try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
        SafeFolder.writeAll(out, bytes);
        if (UNIX) {
          Files.setAttribute(part, "unix:uid", was.get("uid"));
          Files.setAttribute(part, "unix:gid", was.get("gid"));
          Files.setAttribute(part, "unix:mode", (Integer) was.get("mode") & PERMISSIONS);
        }
        out.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      sync(file.getParent());
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The name too must be on the disk. Not every system can do that. */
  private static void sync(Path folder) {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // Then it does so in its own time.
    }
  }
}
