package io.github.recordsplit.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Shared libraries of this machine that TLS libraries load by name: looked for in {@code
 * RECORDSPLIT_LIBRARIES} (folders, separated as in a path), then where distributions have them.
 */
public final class NativeLibraries {
  private static final String VARIABLE = "RECORDSPLIT_LIBRARIES";
  private static final List<String> ORDINARY_PLACES =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/usr/local/lib",
          "/usr/lib");

  private NativeLibraries() {}

  /**
   * A folder with this one alone, so that nothing else of its name is loaded; the calling test is
   * skipped where there is none.
   *
   * @param name as it is loaded: {@code libssl.so}
   * @param file as it is installed: {@code libssl.so.3}
   */
  public static Path folder(String name, String file) {
    Optional<Path> found =
        places().map(place -> place.resolve(file)).filter(Files::exists).findFirst();
    String missing = file + ": not at hand, skipped (" + VARIABLE + " can name its folder)";
    if (found.isEmpty()) {
      System.out.println(missing);
    }
    TookPart.record(found.map(path -> file).orElse(missing));
    Assumptions.assumeTrue(found.isPresent(), missing);
    return link(name, found.get());
  }

  private static synchronized Path link(String name, Path file) {
    Path link = Target.file("native/" + file.getFileName() + "/" + name);
    try {
      if (!Files.exists(link) || !Files.isSameFile(link, file)) {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return link.getParent();
  }

  private static Stream<Path> places() {
    String named = System.getenv().getOrDefault(VARIABLE, "");
    return Stream.concat(
            Stream.of(named.split(File.pathSeparator)).filter(place -> !place.isEmpty()),
            ORDINARY_PLACES.stream())
        .map(Path::of);
  }
}
