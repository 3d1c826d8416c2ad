import io.github.recordsplit.asm.ClassReader;
import io.github.recordsplit.asm.ClassWriter;
import io.github.recordsplit.asm.Opcodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the shaded jar quick to load: run by the build, with that jar as class path.
 *
 * <p>ASM is published as Java 5 class files, which the JVM verifies with its old, slow verifier: half
 * of what the agent cost at the first TLS class. As Java 8 class files, with the frames that the new
 * verifier reads, they also keep the promise that every class file here is Java 8. Entries are
 * stored, not deflated, and folders have none, as both are read in a JVM that is still cold.
 */
class Repack {
  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    Path repacked = Path.of(args[0] + ".repacked");
    long time = Instant.parse(args[1]).toEpochMilli();
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(repacked))) {
      for (Map.Entry<String, byte[]> entry : entries(jar).entrySet()) {
        add(out, entry.getKey(), upgraded(entry.getKey(), entry.getValue()), time);
      }
    }
    Files.move(repacked, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The manifest first, as tools expect it, then by name. */
  private static Map<String, byte[]> entries(Path path) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (JarFile jar = new JarFile(path.toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
        entries.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private static void add(ZipOutputStream out, String name, byte[] bytes, long time)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setTimeLocal(java.time.LocalDateTime.ofEpochSecond(time / 1000, 0, java.time.ZoneOffset.UTC));
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  private static byte[] upgraded(String name, byte[] bytes) {
    if (!name.endsWith(".class") || bytes[7] >= Opcodes.V1_8) {
      return bytes;
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    byte[] java8 = bytes.clone();
    java8[7] = Opcodes.V1_8; // before it is read: an older version would get older frames
    new ClassReader(java8).accept(writer, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
