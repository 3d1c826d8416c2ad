package io.github.recordsplit.harness;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.resolver.api.NoResolvedResultException;
import org.jboss.shrinkwrap.resolver.api.maven.Maven;
import org.junit.jupiter.api.Assumptions;

/**
 * Class paths of libraries, each application's of its own: as Maven resolves them, from its local
 * repository or its remote ones, when the first test asks.
 */
public final class Artifacts {
  private static final Map<List<String>, String> RESOLVED = new ConcurrentHashMap<>();
  private static final Map<List<String>, String> COMPILED = new ConcurrentHashMap<>();

  /** It tells with a stack trace each repository of somebody else's POM that is not to be had. */
  private static final Logger TRANSFERS =
      Logger.getLogger("org.jboss.shrinkwrap.resolver.impl.maven.logging.LogTransferListener");

  static {
    Tls.allow(); // a download uses JSSE
    TRANSFERS.setLevel(Level.SEVERE);
  }

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
   * One file alone ({@code group:name:type:version}); the calling test is skipped where it is not
   * to be had.
   */
  public static synchronized Path file(String artifact) {
    try {
      File file =
          Maven.configureResolver()
              .withClassPathResolution(false)
              .resolve(artifact)
              .withoutTransitivity()
              .asSingleFile();
      TookPart.record(artifact);
      return file.toPath();
    } catch (NoResolvedResultException e) {
      String missing = artifact + ": not to be had, skipped";
      System.out.println(missing);
      TookPart.record(missing);
      return Assumptions.abort(missing);
    }
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
