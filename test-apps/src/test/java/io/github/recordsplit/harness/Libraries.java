package io.github.recordsplit.harness;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

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
  public static synchronized String compile(String folder, String name, String library) {
    Path classes = Target.file("libraries-classes/" + library + "/" + name);
    String classPath = classPath(library);
    try {
      Files.createDirectories(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> options =
        List.of(
            "--release", "8", "-nowarn", "-proc:none", "-cp", classPath, "-d", classes.toString());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    Path source = Target.file("test-classes/" + folder + "/" + name + ".java");
    StringWriter trouble = new StringWriter();
    if (!compiler
        .getTask(trouble, files, null, options, null, files.getJavaFileObjects(source))
        .call()) {
      throw new IllegalStateException(trouble.toString());
    }
    return classes + File.pathSeparator + classPath;
  }
}
