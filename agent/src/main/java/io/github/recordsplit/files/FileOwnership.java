package io.github.recordsplit.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Tells whom a file belongs to, without asking for a user's name: that may ask the network. A
 * symbolic link is itself here, never what it points to.
 */
public final class FileOwnership {
  /** Who may do everything, on Unix. */
  public static final Object ROOT = 0;

  private static final boolean UNIX = File.separatorChar == '/';
  private static final int TYPE = 0170000;
  private static final int FOLDER = 0040000;
  private static final int FILE = 0100000;
  private static final int OTHERS_WRITE = 0022;
  private static final int ALL_WRITE = 0002;
  private static final int STICKY = 01000;

  private FileOwnership() {}

  /** Returns the owner, fit for {@code equals}: the user's number on Unix. */
  public static Object by(Path path) throws IOException {
    return UNIX
        ? Files.getAttribute(path, "unix:uid", NOFOLLOW_LINKS)
        : Files.getOwner(path, NOFOLLOW_LINKS);
  }

  /** Returns the owner of the files that this process makes. */
  public static Object own() throws IOException {
    Integer linux = ProcessUser.own();
    if (linux != null) {
      return linux;
    }
    Path mine = Files.createTempFile("recordsplit", ".tmp");
    try {
      return by(mine);
    } finally {
      Files.delete(mine);
    }
  }

  /** Whether this is a folder of that owner's which nobody else may write. */
  public static boolean folder(Path path, Object owner) throws IOException {
    return UNIX
        ? is(path, owner, FOLDER, OTHERS_WRITE)
        : Files.isDirectory(path, NOFOLLOW_LINKS) && owner.equals(by(path));
  }

  /** Whether this is an ordinary file of that owner's; who else may write it is not asked. */
  public static boolean fileOf(Path path, Object owner) throws IOException {
    return UNIX
        ? is(path, owner, FILE, 0)
        : Files.isRegularFile(path, NOFOLLOW_LINKS) && owner.equals(by(path));
  }

  /**
   * Whether every user of this machine may change a file, or put another in its place. Links are
   * followed.
   */
  public static boolean byAnybody(Path path) throws IOException {
    if (!UNIX) {
      return false;
    }
    int file = (Integer) Files.getAttribute(path, "unix:mode");
    int folder = (Integer) Files.getAttribute(path.toRealPath().getParent(), "unix:mode");
    return (file & ALL_WRITE) != 0 || (folder & (ALL_WRITE | STICKY)) == ALL_WRITE;
  }

  private static boolean is(Path path, Object owner, int type, int never) throws IOException {
    Map<String, Object> seen = Files.readAttributes(path, "unix:uid,mode", NOFOLLOW_LINKS);
    int mode = (Integer) seen.get("mode");
    return (mode & TYPE) == type && (mode & never) == 0 && owner.equals(seen.get("uid"));
  }
}
