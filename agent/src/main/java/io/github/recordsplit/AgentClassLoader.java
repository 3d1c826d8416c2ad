package io.github.recordsplit;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads the agent's classes out of its jar, which holds one entry for each package and not one for
 * each class: the JVM reads the directory of a jar on the class path at each start, 1 ms for 100
 * entries, and its own loader takes 0.3 ms for each class, three times what this one does.
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

  /** Stays open, so that all classes are of one jar, even if another is put in its place. */
  private final ZipFile jar;

  private final Map<String, WeakReference<byte[]>> packs = new HashMap<>();

  private AgentClassLoader(ClassLoader parent, ProtectionDomain domain, ZipFile jar) {
    super(parent);
    this.parent = parent;
    this.domain = domain;
    this.jar = jar;
  }

  /** The loader of the agent's classes; where they are not packed, that of this class. */
  static ClassLoader open() {
    ClassLoader parent = AgentClassLoader.class.getClassLoader();
    ProtectionDomain domain = AgentClassLoader.class.getProtectionDomain();
    try {
      File file = new File(domain.getCodeSource().getLocation().toURI());
      return file.isFile() ? new AgentClassLoader(parent, domain, new ZipFile(file)) : parent;
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
    byte[] pack = packOf(file);
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
    byte[] pack = packOf(name);
    int at = find(name, pack);
    return at < 0
        ? parent.getResourceAsStream(name)
        : new ByteArrayInputStream(pack, at, number(pack, at - Integer.BYTES));
  }

  @Override
  public URL getResource(String name) {
    return parent.getResource(name);
  }

  private byte[] packOf(String file) {
    return pack(file.substring(0, file.lastIndexOf('/') + 1));
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
      WeakReference<byte[]> known = packs.get(folder);
      byte[] pack = known == null ? null : known.get();
      if (pack == null) {
        pack = read(folder + PACK);
        packs.put(folder, new WeakReference<>(pack));
      }
      return pack;
    }
  }

  private byte[] read(String name) {
    ZipEntry entry = jar.getEntry(name);
    byte[] pack = new byte[entry == null ? 0 : (int) entry.getSize()];
    try (InputStream in = entry == null ? null : jar.getInputStream(entry)) {
      for (int read = 0; read < pack.length; ) {
        int more = in.read(pack, read, pack.length - read);
        if (more < 0) {
          throw new IOException(name);
        }
        read += more;
      }
      return pack;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Of a class that the JVM has at hand: see {@code AgentStartup}. */
  private static InternalError unreadable(Exception e) {
    return new InternalError("recordsplit: the agent's jar cannot be read", e);
  }
}
