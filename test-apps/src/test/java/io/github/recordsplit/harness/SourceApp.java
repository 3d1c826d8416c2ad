package io.github.recordsplit.harness;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Applications that need a newer Java or a library: kept as source, compiled by a test. */
public final class SourceApp {
  private SourceApp() {}

  /** Compiles {@code java<release>/<name>.java} of the test resources; returns its class path. */
  public static Path compile(int release, String name, Path... libraries) {
    String path = Stream.of(libraries).map(Path::toString).collect(joining(File.pathSeparator));
    Path classes = Target.file("java" + release + "-classes/" + name);
    compile(release, "java" + release + "/" + name, classes, path);
    return classes;
  }

  /**
   * Compiles a test resource, given without its suffix, or all of a folder, for a class path that
   * it needs.
   */
  static synchronized void compile(int release, String source, Path classes, String classPath) {
    try {
      Files.createDirectories(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String[] options = {
      "--release", release + "", "-nowarn", "-proc:none", "-d", classes + "", "-cp", classPath
    };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    StringWriter trouble = new StringWriter();
    if (!compiler
        .getTask(
            trouble,
            files,
            null,
            List.of(options),
            null,
            files.getJavaFileObjectsFromPaths(sources(source)))
        .call()) {
      throw new IllegalStateException(trouble.toString());
    }
  }

  private static List<Path> sources(String source) {
    Path folder = Target.file("test-classes/" + source);
    if (!Files.isDirectory(folder)) {
      return List.of(folder.resolveSibling(folder.getFileName() + ".java"));
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
