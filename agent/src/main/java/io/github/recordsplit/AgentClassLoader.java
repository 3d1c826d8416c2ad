package io.github.recordsplit;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Loads the agent's classes out of its jar, which holds one entry for each package and not one for
 * each class: the JVM reads the directory of a jar on the class path at each start, 1 ms for 100
 * entries, and its own loader takes 0.3 ms for each class, three times what this one does.
 *
 * <p>All that the agent may ever need is read once, and by no {@code ZipFile}: the file may be
 * overwritten or removed under the JVM, and Java 8 maps a jar's directory into memory, so that who
 * asks for an entry of one that was cut off ends the JVM.
 */
final class AgentClassLoader extends ClassLoader {
  /** The entry with all files of a package: hash of the file's name, its length, its bytes. */
  private static final String PACK = "pack";

  private static final String BASE = "io.github.recordsplit.";

  // Of a jar's directory, and of the record behind it.
  private static final int ENTRY = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int LOCAL_LENGTH = 30;
  private static final int END_LENGTH = 22;
  private static final int MOST_COMMENT = 0xffff;
  private static final int STORED = 0;
  private static final int PIECE = 8192;

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader parent;
  private final ProtectionDomain domain;
  final File file;

  /** The agent's packs by their folder, as they stand in the jar. */
  private final Map<String, byte[]> packs = new HashMap<>();

  /** How long those are that are deflated. */
  private final Map<String, Integer> inflated = new HashMap<>();

  /** Those that are in use. */
  private final Map<String, WeakReference<byte[]>> open = new HashMap<>();

  /** What tells this jar's content from any other's. */
  private final long stamp;

  private AgentClassLoader(ClassLoader parent, ProtectionDomain domain, File file)
      throws IOException {
    super(parent);
    this.parent = parent;
    this.domain = domain;
    this.file = file;
    stamp = keep(false);
  }

  /** Reads the packs of the agent or those of the tools, and returns the jar's stamp. */
  private long keep(boolean tools) throws IOException {
    try (RandomAccessFile jar = new RandomAccessFile(file, "r")) {
      byte[] directory = directory(jar);
      for (int at = 0; isEntry(directory, at); at = behind(directory, at)) {
        String name = name(directory, at);
        if (name.endsWith('/' + PACK) && isTool(name) == tools) {
          packs.put(folder(name), content(jar, directory, at));
          boolean stored = half(directory, at + 10) == STORED;
          inflated.put(folder(name), stored ? null : low(directory, at + 24));
        }
      }
      return stamp(directory);
    }
  }

  /** The loader of the agent's classes; where they are not packed, that of this class. */
  static ClassLoader open() {
    ClassLoader parent = AgentClassLoader.class.getClassLoader();
    ProtectionDomain domain = AgentClassLoader.class.getProtectionDomain();
    try {
      File file = new File(domain.getCodeSource().getLocation().toURI());
      return file.isFile() ? new AgentClassLoader(parent, domain, file) : parent;
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(BASE)) {
      return loadOther(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findOnce(name);
    }
  }

  /**
   * Another agent, which is asked about each class while it is defined, may have loaded just that
   * one meanwhile. The JVM would remember the error for ever, and nothing more be split.
   */
  private Class<?> findOnce(String name) throws ClassNotFoundException {
    try {
      return findClass(name);
    } catch (LinkageError e) {
      Class<?> meanwhile = findLoadedClass(name);
      if (meanwhile == null) {
        throw e;
      }
      return meanwhile;
    }
  }

  /** What the boot loader has it is asked for at once: the way through its children is 50 us. */
  private Class<?> loadOther(String name) throws ClassNotFoundException {
    if (name.startsWith("java.") && System.getSecurityManager() == null) {
      try {
        return Class.forName(name, false, null);
      } catch (ClassNotFoundException e) {
        // One of the few that another loader has.
      }
    }
    return parent.loadClass(name);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    byte[] pack = pack(folder(file));
    int at = find(file, pack);
    return at < 0
        ? parent.loadClass(name)
        : defineClass(name, pack, at, number(pack, at - Integer.BYTES), domain);
  }

  /**
   * A stream that is read from memory: a jar's own goes through a URL connection, 5 ms and more.
   */
  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] pack = pack(folder(name));
    int at = find(name, pack);
    return at < 0
        ? parent.getResourceAsStream(name)
        : new ByteArrayInputStream(pack, at, number(pack, at - Integer.BYTES));
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  /** Whether a file is of the command line's own JVM: it may read the jar when it needs it. */
  private static boolean isTool(String file) {
    return file.indexOf("/tools/") >= 0;
  }

  /** Where a file starts in its pack, just behind its length; or -1. */
  private static int find(String file, byte[] pack) {
    int wanted = file.substring(file.lastIndexOf('/') + 1).hashCode();
    for (int at = 0; at < pack.length; ) {
      int hash = number(pack, at);
      int length = number(pack, at + Integer.BYTES);
      at += 2 * Integer.BYTES;
      if (hash == wanted) {
        return at;
      }
      at += length;
    }
    return -1;
  }

  private static int number(byte[] b, int at) {
    int high = (b[at] << 24) | ((b[at + 1] & 0xff) << 16);
    return high | ((b[at + 2] & 0xff) << 8) | (b[at + 3] & 0xff);
  }

  private byte[] pack(String folder) {
    synchronized (packs) {
      WeakReference<byte[]> known = open.get(folder);
      byte[] pack = known == null ? null : known.get();
      if (pack == null) {
        pack = read(folder);
        open.put(folder, new WeakReference<>(pack));
      }
      return pack;
    }
  }

  private byte[] read(String folder) {
    try {
      if (isTool(folder) && !packs.containsKey(folder)) {
        keep(true);
      }
      byte[] pack = packs.get(folder);
      Integer length = inflated.get(folder);
      return pack == null ? new byte[0] : length == null ? pack : inflated(pack, length);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Whether another jar is at its path. */
  boolean isReplaced() throws IOException {
    try (RandomAccessFile jar = new RandomAccessFile(file, "r")) {
      return stamp(directory(jar)) != stamp;
    }
  }

  /** A jar's directory, by ordinary reads. One that needs ZIP64 is none of ours. */
  private static byte[] directory(RandomAccessFile jar) throws IOException {
    long length = jar.length();
    byte[] tail = bytes(jar, Math.max(0, length - END_LENGTH), length);
    if (tail.length < END_LENGTH || low(tail, 0) != END) { // a comment is behind it
      tail = bytes(jar, Math.max(0, length - END_LENGTH - MOST_COMMENT), length);
    }
    for (int at = tail.length - END_LENGTH; at >= 0; at--) {
      if (low(tail, at) == END) {
        long start = low(tail, at + 16) & 0xffffffffL;
        return bytes(jar, start, start + low(tail, at + 12));
      }
    }
    throw new IOException("this is no jar");
  }

  /** In pieces, for what is larger the JVM reads into a buffer of its own first. */
  private static byte[] bytes(RandomAccessFile jar, long from, long to) throws IOException {
    if (to < from || to > jar.length()) {
      throw new IOException("this is no whole jar");
    }
    byte[] bytes = new byte[(int) (to - from)];
    jar.seek(from);
    for (int done = 0; done < bytes.length; done += PIECE) {
      jar.readFully(bytes, done, Math.min(PIECE, bytes.length - done));
    }
    return bytes;
  }

  private static byte[] content(RandomAccessFile jar, byte[] directory, int at) throws IOException {
    long local = low(directory, at + 42) & 0xffffffffL;
    byte[] head = bytes(jar, local, local + LOCAL_LENGTH);
    long start = local + LOCAL_LENGTH + half(head, 26) + half(head, 28);
    return bytes(jar, start, start + low(directory, at + 20));
  }

  private static byte[] inflated(byte[] bytes, int length) throws IOException {
    byte[] inflated = new byte[length];
    Inflater inflater = new Inflater(true);
    InputStream raw = new ByteArrayInputStream(bytes);
    new DataInputStream(new InflaterInputStream(raw, inflater)).readFully(inflated);
    inflater.end();
    return inflated;
  }

  /** Each entry's name, sizes and checksum are in it. */
  private static long stamp(byte[] directory) {
    return ((long) Arrays.hashCode(directory) << Integer.SIZE) | directory.length;
  }

  private static boolean isEntry(byte[] directory, int at) {
    return at + ENTRY_LENGTH <= directory.length && low(directory, at) == ENTRY;
  }

  private static int behind(byte[] directory, int at) {
    int fields = half(directory, at + 28) + half(directory, at + 30) + half(directory, at + 32);
    return at + ENTRY_LENGTH + fields;
  }

  @SuppressWarnings("deprecation") // one byte a letter, and no charset is loaded for it
  private static String name(byte[] directory, int at) {
    return new String(directory, 0, at + ENTRY_LENGTH, half(directory, at + 28));
  }

  private static int half(byte[] b, int at) {
    return (b[at] & 0xff) | ((b[at + 1] & 0xff) << 8);
  }

  /** A number of a jar's directory, whose low byte comes first. */
  private static int low(byte[] b, int at) {
    return half(b, at) | (half(b, at + 2) << 16);
  }

  /** Of a class that the JVM has at hand: see {@code AgentStartup}. */
  private static InternalError unreadable(Exception e) {
    return new InternalError("recordsplit: the agent's jar cannot be read", e);
  }
}
