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

/** Applications that need a newer Java than this module's: kept as source, compiled by a test. */
public final class SourceApp {
  private SourceApp() {}

  /** Compiles {@code java<release>/<name>.java} of the test resources; returns its class path. */
  public static Path compile(int release, String name, Path... libraries) {
    Path classes = Target.file("java" + release + "-classes/" + name);
    try {
      Files.createDirectories(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path source = Target.file("test-classes/java" + release + "/" + name + ".java");
    String path = Stream.of(libraries).map(Path::toString).collect(joining(File.pathSeparator));
    List<String> options =
        List.of("--release", String.valueOf(release), "-d", classes.toString(), "-cp", path);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    StringWriter trouble = new StringWriter();
    if (!compiler
        .getTask(trouble, files, null, options, null, files.getJavaFileObjects(source))
        .call()) {
      throw new IllegalStateException(trouble.toString());
    }
    return classes;
  }
}
