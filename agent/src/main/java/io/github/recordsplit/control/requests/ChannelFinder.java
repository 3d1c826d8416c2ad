package io.github.recordsplit.control.requests;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.recordsplit.files.ProcessUser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the channel of a process among the files that it holds open, which its own user and root
 * may see, from outside of a container too. A process may have been given any file to open, so one
 * counts only if it is its own user's alone; and what is then read from it must begin as a channel
 * does, before anything is written to it.
 */
public final class ChannelFinder {
  private static final int TYPE_AND_PERMISSIONS = 0177777;
  private static final int FILE_OF_OWNER_ALONE = 0100600;

  private ChannelFinder() {}

  /** Whether a process has a channel, or null where its files are not to be seen from here. */
  public static Boolean has(String pid) {
    List<Path> files = files(pid);
    return files == null ? null : Boolean.valueOf(!channels(pid, files).isEmpty());
  }

  /** Opens the channel of a process, or returns null if there is none to be seen. */
  static ChannelFile find(String pid) throws IOException {
    List<Path> files = files(pid);
    boolean other = false;
    for (Path each : files == null ? new ArrayList<Path>() : channels(pid, files)) {
      ChannelFile channel = new ChannelFile(new RandomAccessFile(each.toFile(), "rw"));
      if (channel.isOurs(null)) {
        return channel;
      }
      channel.close();
      other = true;
    }
    if (other) {
      throw new IOException("its agent is of a version that this jar does not know: use its own");
    }
    return null;
  }

  private static List<Path> channels(String pid, List<Path> files) {
    Integer user = ProcessUser.of(pid);
    List<Path> channels = new ArrayList<>();
    for (Path file : files) {
      if (isChannel(file, user)) {
        channels.add(file);
      }
    }
    return channels;
  }

  private static boolean isChannel(Path file, Integer user) {
    try {
      String target = Files.readSymbolicLink(file).toString();
      String name = target.substring(target.lastIndexOf('/') + 1);
      if (!name.startsWith(ChannelMaker.PREFIX) || !name.contains(ChannelMaker.SUFFIX)) {
        return false;
      }
      Map<String, Object> seen = Files.readAttributes(file, "unix:uid,mode");
      int mode = (Integer) seen.get("mode") & TYPE_AND_PERMISSIONS;
      return mode == FILE_OF_OWNER_ALONE && seen.get("uid").equals(user);
    } catch (IOException | RuntimeException e) {
      return false; // closed meanwhile, or no file at all
    }
  }

  /** What a process has open, or null. */
  private static List<Path> files(String pid) {
    Path folder = Paths.get("/proc", pid, "fd");
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      return null;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        files.add(child);
      }
      return files;
    } catch (IOException | RuntimeException e) {
      return null; // of another user, with rights of its own, or gone meanwhile
    }
  }
}
