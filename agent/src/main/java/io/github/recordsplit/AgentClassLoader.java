package io.github.recordsplit;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;

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

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader parent;
  private final ProtectionDomain domain;
  final File file;

  /** The agent's packs by their folder, as they stand in the jar. */
  private final Map<String, JarDirectory.Entry> packs = new HashMap<>();

  /** Those that are in use. */
  private final Map<String, WeakReference<byte[]>> open = new HashMap<>();

  /** What tells this jar's content from any other's. */
  final long stamp;

  private AgentClassLoader(ClassLoader parent, ProtectionDomain domain, File file)
      throws IOException {
    super(parent);
    this.parent = parent;
    this.domain = domain;
    this.file = file;
    try (RandomAccessFile jar = new RandomAccessFile(file, "r")) {
      JarDirectory directory = new JarDirectory(jar);
      stamp = directory.stamp();
      while (directory.next()) {
        String name = directory.name();
        if (name.endsWith(PACK) && !isTool(name)) {
          packs.put(folder(name), directory.entry());
        }
      }
    }
  }

  /** The loader of the agent's classes; where they are not packed, that of this class. */
  static ClassLoader open() {
    ClassLoader parent = AgentClassLoader.class.getClassLoader();
    ProtectionDomain domain = AgentClassLoader.class.getProtectionDomain();
    try {
      File file = jar();
      return file.isFile() ? new AgentClassLoader(parent, domain, file) : parent;
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  /** Where this class came from. */
  private static File jar() throws Exception {
    ProtectionDomain domain = AgentClassLoader.class.getProtectionDomain();
    return new File(domain.getCodeSource().getLocation().toURI());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(BASE)) {
      return loadOther(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
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

  @Override
  public URL getResource(String name) {
    return parent.getResource(name);
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
      JarDirectory.Entry entry = isTool(folder) ? tool(folder + PACK) : packs.get(folder);
      return entry == null ? new byte[0] : entry.content();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private JarDirectory.Entry tool(String wanted) throws IOException {
    try (RandomAccessFile jar = new RandomAccessFile(file, "r")) {
      JarDirectory directory = new JarDirectory(jar);
      while (directory.next()) {
        if (directory.name().equals(wanted)) {
          return directory.entry();
        }
      }
      return null;
    }
  }

  /** Of a class that the JVM has at hand: see {@code AgentStartup}. */
  private static InternalError unreadable(Exception e) {
    return new InternalError("recordsplit: the agent's jar cannot be read", e);
  }
}
