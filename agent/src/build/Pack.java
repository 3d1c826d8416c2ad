import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Packs the files of each package of a jar into one entry, as {@code AgentClassLoader} reads them. What
 * the JVM itself looks for stays as it is, and so does META-INF. What woven code calls is moved into
 * {@code java.lang}, in every class; its files stay where they were.
 *
 * <p>Arguments: the jar to read, the jar to write. Two runs write the same bytes.
 */
final class Pack {
  private static final Set<String> AS_THEY_ARE = Set.of("Agent.class", "AgentClassLoader.class");

  private static final String BASE = "io/github/recordsplit/";
  private static final Set<String> AT_EACH_START =
      Set.of("startup/pack", "rules/pack", "instrument/pack", "control/requests/pack", "files/pack");

  /** See the {@code package-info} there. */
  private static final String BRIDGE = "io/github/recordsplit/bridge/lang/";

  private static final Remapper INTO_LANG =
      new Remapper(Opcodes.ASM9) {
        @Override
        public String map(String name) {
          return name.startsWith(BRIDGE) ? "java/lang/" + name.substring(BRIDGE.length()) : name;
        }
      };

  private final ClassLoader classes;

  /** In the order of names; the manifest comes first, as it does for {@code java.util.jar}. */
  private final Map<String, byte[]> entries = new TreeMap<>();

  private final Map<String, ByteArrayOutputStream> packs = new TreeMap<>();
  private final Set<String> hashes = new HashSet<>();

  private Pack(ClassLoader classes) {
    this.classes = classes;
  }

  public static void main(String[] args) throws IOException {
    Path from = Path.of(args[0]);
    try (JarFile jar = new JarFile(from.toFile());
        URLClassLoader classes = new URLClassLoader(new URL[] {from.toUri().toURL()}, null);
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(Path.of(args[1])))) {
      Pack pack = new Pack(classes);
      Map<String, byte[]> files = new TreeMap<>();
      for (ZipEntry each : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
        if (!each.isDirectory()) {
          files.put(each.getName(), jar.getInputStream(each).readAllBytes());
        }
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        pack.add(file.getKey(), file.getValue());
      }
      pack.write(out, jar.getEntry(JarFile.MANIFEST_NAME));
    }
  }

  private void add(String name, byte[] bytes) throws IOException {
    String file = name.substring(name.lastIndexOf('/') + 1);
    if (name.startsWith("META-INF/") || AS_THEY_ARE.contains(file)) {
      entries.put(name, bytes);
      return;
    }
    String pack = name.substring(0, name.length() - file.length()) + "pack";
    if (!hashes.add(pack + file.hashCode())) {
      throw new IOException(name + " has the same hash as another file there");
    }
    byte[] packed = name.endsWith(".class") ? java8(moved(bytes)) : bytes;
    DataOutputStream out =
        new DataOutputStream(packs.computeIfAbsent(pack, p -> new ByteArrayOutputStream()));
    out.writeInt(file.hashCode());
    out.writeInt(packed.length);
    out.write(packed);
  }

  private static byte[] moved(byte[] bytes) {
    if (!new String(bytes, StandardCharsets.ISO_8859_1).contains(BRIDGE)) {
      return bytes;
    }
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes).accept(new ClassRemapper(writer, INTO_LANG), 0);
    return writer.toByteArray();
  }

  /**
   * A class file as of Java 8, which tells its frames: a library's may be older, and the JVM takes
   * longer to verify it.
   */
  private byte[] java8(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    in.readInt();
    if (in.readInt() >= Opcodes.V1_8) {
      return bytes;
    }
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return classes;
          }
        };
    ClassVisitor newer =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(int v, int a, String n, String s, String parent, String[] i) {
            super.visit(Opcodes.V1_8, a, n, s, parent, i);
          }
        };
    new ClassReader(bytes).accept(newer, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  private void write(ZipOutputStream out, ZipEntry manifest) throws IOException {
    packs.forEach((name, pack) -> entries.put(name, pack.toByteArray()));
    put(out, manifest, JarFile.MANIFEST_NAME, entries.remove(JarFile.MANIFEST_NAME));
    for (Map.Entry<String, byte[]> each : entries.entrySet()) {
      put(out, manifest, each.getKey(), each.getValue());
    }
  }

  /**
   * What each start of a JVM loads is stored; the rest, which the agent keeps in memory too, is
   * inflated when it is needed.
   */
  private static void put(ZipOutputStream out, ZipEntry manifest, String name, byte[] bytes)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(manifest.getTimeLocal());
    if (!name.endsWith("/pack") || AT_EACH_START.contains(name.substring(BASE.length()))) {
      CRC32 sum = new CRC32();
      sum.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(sum.getValue());
    }
    out.putNextEntry(entry);
    out.write(bytes);
  }
}
