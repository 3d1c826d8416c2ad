package io.github.recordsplit.control.requests;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.recordsplit.Agent;
import io.github.recordsplit.files.SafeFolder;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;

/**
 * Makes the file of a channel in {@code premain}: for this user alone whatever the umask, under a
 * name that nobody can foresee, and without a name as soon as it is open. What stands in the place
 * where it was made, or becomes of that, matters no more; nor is anything left behind.
 */
final class ChannelMaker {
  /** How the file's name begins and ends, as it is seen in {@code /proc/PID/fd}. */
  static final String PREFIX = ".recordsplit-";

  static final String SUFFIX = ".channel";

  private static final int NONCE_LENGTH = 16;

  private ChannelMaker() {}

  /** Whether an open file can be found by who may look into a process. */
  static boolean isPossible() {
    return new File("/proc/self/fd").isDirectory();
  }

  /**
   * Where it may be made: in memory if possible, for a disk may be full or not answer, and then in
   * each place that is for such files; null behind the last.
   */
  static String place(int number) {
    switch (number) {
      case 0:
        return "/dev/shm";
      case 1:
        return System.getProperty("java.io.tmpdir", "");
      case 2:
        return "/tmp";
      case 3:
        return "/var/tmp";
      case 4:
        return String.valueOf(System.getenv("XDG_RUNTIME_DIR"));
      case 5:
        return System.getProperty("user.home", "");
      default:
        return null;
    }
  }

  /** Returns a new channel, or null where there is no place for one. */
  static ChannelFile make() {
    String place;
    for (int number = 0; (place = place(number)) != null; number++) {
      try {
        if (place.startsWith("/")) {
          return madeIn(new File(place));
        }
      } catch (IOException | RuntimeException e) {
        // Read-only, full, closed to this user or not there: the next one.
      }
    }
    return null;
  }

  private static ChannelFile madeIn(File place) throws IOException {
    byte[] random = random();
    byte[] nonce = Arrays.copyOfRange(random, NONCE_LENGTH, 2 * NONCE_LENGTH);
    File file = new File(place, PREFIX + hex(random, NONCE_LENGTH) + SUFFIX);
    Path path = file.toPath();
    HashSet<OpenOption> how = new HashSet<>(Arrays.<OpenOption>asList(CREATE_NEW, WRITE));
    try (SeekableByteChannel out = Files.newByteChannel(path, how, SafeFolder.ownerOnly())) {
      SafeFolder.writeAll(out, ChannelFile.header(Agent.version(), nonce));
      return opened(file, nonce);
    } finally {
      file.delete();
    }
  }

  /**
   * Who can write the place may have put another file there meanwhile, but not one that we wrote.
   */
  private static ChannelFile opened(File file, byte[] nonce) throws IOException {
    ChannelFile channel = new ChannelFile(new RandomAccessFile(file, "rw"));
    if (!channel.isOurs(nonce)) {
      channel.close();
      throw new IOException();
    }
    channel.fill();
    return channel;
  }

  /** The JDK's own source would load the security providers, before the application does. */
  private static byte[] random() throws IOException {
    byte[] bytes = new byte[2 * NONCE_LENGTH];
    try (InputStream in = new FileInputStream("/dev/urandom")) {
      if (in.read(bytes) != bytes.length) {
        throw new IOException();
      }
    }
    return bytes;
  }

  private static String hex(byte[] bytes, int length) {
    char[] text = new char[2 * length];
    for (int i = 0; i < length; i++) {
      text[2 * i] = Character.forDigit(bytes[i] >> 4 & 0xf, 16);
      text[2 * i + 1] = Character.forDigit(bytes[i] & 0xf, 16);
    }
    return new String(text);
  }
}
