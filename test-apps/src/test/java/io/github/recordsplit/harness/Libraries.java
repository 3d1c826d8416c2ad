package io.github.recordsplit.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** TLS libraries in several versions, which the build puts into {@code target/libraries}. */
public final class Libraries {
  private Libraries() {}

  /** The applications and a library, as a class path. */
  public static String classPath(String library) {
    Path folder = Target.file("libraries/" + library);
    try (Stream<Path> jars = Files.list(folder)) {
      String path =
          jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
      return Target.apps() + File.pathSeparator + path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compiles {@code <folder>/<name>.java} of the test resources against a library.
   *
   * @return the class path that has it, the applications and the library
   */
  public static String compile(String folder, String name, String library) {
    Path classes = Target.file("libraries-classes/" + library + "/" + name);
    String classPath = classPath(library);
    SourceApp.compile(8, folder + "/" + name, classes, classPath);
    return classes + File.pathSeparator + classPath;
  }
}
