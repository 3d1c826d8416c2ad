import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Packs the files of each package into one, as {@code AgentClassLoader} reads them. What the JVM itself
 * looks for in the jar stays as it is.
 *
 * <p>Arguments: the folder of the classes, the folder to write.
 */
final class Pack {
  private static final Set<String> AS_THEY_ARE = Set.of("Agent.class", "AgentClassLoader.class");

  private Pack() {}

  public static void main(String[] args) throws IOException {
    Path from = Path.of(args[0]);
    for (Path folder : list(from, Files.walk(from))) {
      if (Files.isDirectory(folder)) {
        Path to = Files.createDirectories(Path.of(args[1]).resolve(from.relativize(folder)));
        pack(list(folder, Files.list(folder)), to);
      }
    }
  }

  private static void pack(List<Path> files, Path to) throws IOException {
    Files.deleteIfExists(to.resolve("pack"));
    Set<Integer> hashes = new HashSet<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (AS_THEY_ARE.contains(name)) {
        Files.copy(file, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      } else if (Files.isRegularFile(file)) {
        if (!hashes.add(name.hashCode())) {
          throw new IOException(file + " has the same hash as another file there");
        }
        append(file, to.resolve("pack"));
      }
    }
  }

  private static void append(Path file, Path pack) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(pack, CREATE, APPEND))) {
      out.writeInt(file.getFileName().toString().hashCode());
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /** In the order of names, so that two builds give the same bytes. */
  private static List<Path> list(Path folder, Stream<Path> files) throws IOException {
    try (files) {
      return files.sorted().toList();
    }
  }
}
