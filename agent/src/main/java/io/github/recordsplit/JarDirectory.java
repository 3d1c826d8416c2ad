package io.github.recordsplit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The directory of a jar, read by ordinary reads: see {@link AgentClassLoader}. As the build makes
 * it, or as a tool that signs or repacks it does; one that needs ZIP64 is none of ours.
 */
final class JarDirectory {
  private static final int END_LENGTH = 22;
  private static final int MOST_COMMENT = 0xffff;
  private static final int ENTRY = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int LOCAL_LENGTH = 30;
  private static final int STORED = 0;

  /** What is larger than this the JVM reads into a buffer of its own first. */
  private static final int PIECE = 8192;

  private final RandomAccessFile jar;
  private final byte[] directory;
  private int at;
  private int next;

  JarDirectory(RandomAccessFile jar) throws IOException {
    this.jar = jar;
    long length = jar.length();
    byte[] tail = read(Math.max(0, length - END_LENGTH), length);
    if (tail.length < END_LENGTH || number(tail, 0) != END) { // a comment is behind it
      tail = read(Math.max(0, length - END_LENGTH - MOST_COMMENT), length);
    }
    int end = tail.length - END_LENGTH;
    while (end >= 0 && number(tail, end) != END) {
      end--;
    }
    if (end < 0) {
      throw new IOException("this is no jar");
    }
    long start = number(tail, end + 16) & 0xffffffffL;
    directory = read(start, start + number(tail, end + 12));
  }

  private byte[] read(long from, long to) throws IOException {
    if (from < 0 || to < from || to > jar.length()) {
      throw new IOException("this is no whole jar");
    }
    byte[] bytes = new byte[(int) (to - from)];
    jar.seek(from);
    for (int done = 0; done < bytes.length; ) {
      int piece = Math.min(PIECE, bytes.length - done);
      jar.readFully(bytes, done, piece);
      done += piece;
    }
    return bytes;
  }

  /** Each entry's name, sizes and checksum are in it. */
  long stamp() {
    return ((long) Arrays.hashCode(directory) << Integer.SIZE) | directory.length;
  }

  /** Goes on to the next entry, or returns false. */
  boolean next() {
    at = next;
    if (at + ENTRY_LENGTH > directory.length || number(directory, at) != ENTRY) {
      return false;
    }
    next = at + ENTRY_LENGTH + half(at + 28) + half(at + 30) + half(at + 32);
    return true;
  }

  @SuppressWarnings("deprecation") // one byte a letter, and no charset is loaded for it
  String name() {
    return new String(directory, 0, at + ENTRY_LENGTH, half(at + 28));
  }

  /** What the manifest says behind a name and a colon, or null. */
  String manifest(String name) throws IOException {
    for (next = 0; next(); ) {
      if (name().equals("META-INF/MANIFEST.MF")) {
        String text = new String(entry().content(), UTF_8);
        int start = text.indexOf('\n' + name + ": ") + name.length() + 3;
        int end = text.indexOf('\r', start);
        return start < name.length() + 3 || end < 0 ? null : text.substring(start, end);
      }
    }
    return null;
  }

  /** The entry as it stands in the jar. */
  Entry entry() throws IOException {
    long local = number(directory, at + 42) & 0xffffffffL;
    byte[] head = read(local, local + LOCAL_LENGTH);
    long start = local + LOCAL_LENGTH + half(head, 26) + half(head, 28);
    byte[] bytes = read(start, start + number(directory, at + 20));
    return new Entry(bytes, half(at + 10) == STORED ? -1 : number(directory, at + 24));
  }

  /** A file in a jar. */
  static final class Entry {
    private final byte[] bytes;
    private final int inflated;

    /** Its bytes, and how many they are inflated; -1 if they are not deflated. */
    Entry(byte[] bytes, int inflated) {
      this.bytes = bytes;
      this.inflated = inflated;
    }

    byte[] content() throws IOException {
      return inflated < 0 ? bytes : Deflated.read(bytes, inflated);
    }
  }

  /** Loaded when it is needed. */
  private static final class Deflated {
    static byte[] read(byte[] bytes, int length) throws IOException {
      byte[] inflated = new byte[length];
      Inflater inflater = new Inflater(true);
      try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater)) {
        for (int done = 0; done < length; ) {
          int more = in.read(inflated, done, length - done);
          if (more < 0) {
            throw new IOException("an entry of the jar is cut off");
          }
          done += more;
        }
        return inflated;
      } finally {
        inflater.end();
      }
    }
  }

  private int half(int place) {
    return half(directory, place);
  }

  private static int half(byte[] b, int at) {
    return (b[at] & 0xff) | ((b[at + 1] & 0xff) << 8);
  }

  private static int number(byte[] b, int at) {
    return half(b, at) | (half(b, at + 2) << 16);
  }
}
