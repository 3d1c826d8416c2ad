package io.github.recordsplit.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A folder that files are put into, each through no link: nobody but this user and root may change
 * what is in it. Where there is none it is made, for this user alone.
 */
public final class SafeFolder {
  private static final boolean UNIX = File.separatorChar == '/';
  private static final int OTHERS_WRITE = 0002;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITES = 0020;
  private static final Set<PosixFilePermission> OWNER_READS_AND_WRITES =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final AtomicInteger PARTS = new AtomicInteger();

  private final Path folder;

  /**
   * Makes it, or looks at what is there.
   *
   * @throws IOException if others may write there; its message is part of a sentence
   */
  public SafeFolder(Path folder) throws IOException {
    Path given = folder.toAbsolutePath();
    checkWay(given);
    this.folder = made(given).toRealPath();
    checkWay(this.folder);
    check(this.folder);
  }

  /**
   * Looks whether files could be put there, and makes nothing.
   *
   * @return why not, in words, or null
   */
  public static String trouble(Path folder) {
    Path given = folder.toAbsolutePath();
    try {
      checkWay(given);
      Path there = given;
      while (!Files.exists(there)) {
        there = there.getParent();
      }
      Path real = there.toRealPath();
      checkWay(real);
      if (there.equals(given)) {
        check(real);
      }
      return Files.isWritable(real) ? null : "there is no permission to write " + there;
    } catch (IOException e) {
      return e.getClass() == IOException.class ? e.getMessage() : e.toString();
    }
  }

  /** Permissions of a new file that are its owner's alone, whatever the umask. */
  public static FileAttribute<?>[] ownerOnly() {
    return attributes(OWNER_READS_AND_WRITES);
  }

  private static FileAttribute<?>[] ownersFolder() {
    Set<PosixFilePermission> all = EnumSet.copyOf(OWNER_READS_AND_WRITES);
    all.add(PosixFilePermission.OWNER_EXECUTE);
    return attributes(all);
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return UNIX ? new FileAttribute<?>[] {new Permissions(permissions)} : new FileAttribute<?>[0];
  }

  private static Path made(Path folder) throws IOException {
    return Files.isDirectory(folder) ? folder : Files.createDirectories(folder, ownersFolder());
  }

  /** Who may rename or replace a folder on the way, or a link, decides where files go. */
  private static void checkWay(Path folder) throws IOException {
    for (Path each = folder; UNIX && each != null; each = each.getParent()) {
      if (Files.exists(each, NOFOLLOW_LINKS)) {
        Map<String, Object> seen = seen(each);
        checkOwner(each, seen.get("uid"));
        boolean link = Files.isSymbolicLink(each);
        if (!link && ((Integer) seen.get("mode") & (OTHERS_WRITE | STICKY)) == OTHERS_WRITE) {
          throw written(each);
        }
      }
    }
  }

  private static void check(Path folder) throws IOException {
    if (UNIX) {
      Map<String, Object> seen = seen(folder);
      int mode = (Integer) seen.get("mode");
      boolean byGroup = (mode & GROUP_WRITES) != 0 && !seen.get("gid").equals(own(seen.get("uid")));
      if ((mode & OTHERS_WRITE) != 0 || byGroup) {
        throw written(folder);
      }
    }
  }

  private static Map<String, Object> seen(Path file) throws IOException {
    return Files.readAttributes(file, "unix:uid,gid,mode", NOFOLLOW_LINKS);
  }

  private static void checkOwner(Path file, Object owner) throws IOException {
    Integer self = ProcessUser.own();
    if (self != null && !owner.equals(self) && !owner.equals(0)) {
      throw new IOException(file + " belongs to another user (give a folder of your own)");
    }
  }

  private static IOException written(Path folder) {
    return new IOException(folder + " can be written by other users (give a folder of your own)");
  }

  /** The group that a umask of 002 means to be its user's alone; root's is that of root. */
  private static Object own(Object owner) {
    return owner.equals(0) ? Integer.valueOf(0) : ProcessUser.ownGroup();
  }

  /** Writes a file, in place of what has its name. */
  public Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    made(file.getParent());
    Path part = file.resolveSibling("." + file.getFileName() + "." + part());
    try (SeekableByteChannel out =
        Files.newByteChannel(part, EnumSet.of(CREATE_NEW, WRITE), ownerOnly())) {
      writeAll(out, bytes);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    return file;
  }

  /** A channel may take less than it is given. */
  public static void writeAll(WritableByteChannel out, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      out.write(rest);
    }
  }

  private static String part() {
    return Long.toHexString(System.nanoTime()) + PARTS.incrementAndGet();
  }

  private static final class Permissions implements FileAttribute<Set<PosixFilePermission>> {
    private final Set<PosixFilePermission> permissions;

    Permissions(Set<PosixFilePermission> permissions) {
      this.permissions = permissions;
    }

    @Override
    public String name() {
      return "posix:permissions";
    }

    @Override
    public Set<PosixFilePermission> value() {
      return permissions;
    }
  }
}
