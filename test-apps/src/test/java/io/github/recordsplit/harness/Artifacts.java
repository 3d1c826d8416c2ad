package io.github.recordsplit.harness;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.resolver.api.maven.Maven;

/**
 * Class paths of libraries, each application's of its own: as Maven resolves them, from its local
 * repository or its remote ones, when the first test asks.
 */
public final class Artifacts {
  private static final Map<List<String>, String> RESOLVED = new ConcurrentHashMap<>();
  private static final Map<List<String>, String> COMPILED = new ConcurrentHashMap<>();

  private Artifacts() {}

  /**
   * This module's applications, then these artifacts ({@code group:name:version}) and their needs.
   */
  public static String classPath(String... artifacts) {
    if (artifacts.length == 0) {
      return Target.apps().toString();
    }
    return Target.apps()
        + File.pathSeparator
        + RESOLVED.computeIfAbsent(List.of(artifacts), Artifacts::resolve);
  }

  /**
   * Compiles a test resource, given without its suffix, or all of a folder, against artifacts.
   *
   * @return the class path that has it, the applications and the artifacts
   */
  public static String compile(int release, String source, String... artifacts) {
    List<String> key = new ArrayList<>(List.of(artifacts));
    key.add(source);
    return COMPILED.computeIfAbsent(key, k -> compile(release, source, classPath(artifacts)));
  }

  private static String compile(int release, String source, String classPath) {
    String folder = source + "-" + Integer.toHexString(classPath.hashCode());
    Path classes = Target.file("artifacts-classes/" + folder);
    SourceApp.compile(release, source, classes, classPath);
    return classes + File.pathSeparator + classPath;
  }

  private static synchronized String resolve(List<String> artifacts) {
    File[] jars =
        Maven.configureResolver()
            .withClassPathResolution(false)
            .resolve(artifacts)
            .withTransitivity()
            .asFile();
    return Stream.of(jars).map(File::getPath).collect(joining(File.pathSeparator));
  }
}
