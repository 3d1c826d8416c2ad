package io.github.recordsplit.harness;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** An application that brings bctls, packed for each kind of container. */
public final class Deployment {
  public static final String MAIN = "io.github.recordsplit.apps.deployed.Deployed";

  private static final String PACKAGE = "io/github/recordsplit/apps/deployed/";
  private static final Path CLASSES = compile();

  private Deployment() {}

  /** The containers' launchers and the containers, as a class path. */
  public static String containers() {
    return String.join(
        File.pathSeparator,
        CLASSES.resolve("containers").toString(),
        server("org.apache.felix.framework"),
        server("jboss-modules"));
  }

  /** The application's jars: its own first, then bctls. */
  public static List<Path> jars() {
    return Stream.concat(Stream.of(own("deployed.jar")), library().stream()).toList();
  }

  /** The same, as a path. */
  public static String path(List<Path> jars) {
    return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
  }

  /** One bundle with all of them inside. */
  public static Path bundle() {
    Map<String, String> headers =
        Map.of(
            "Bundle-ManifestVersion", "2",
            "Bundle-SymbolicName", "deployed",
            "Bundle-ClassPath",
                String.join(",", jars().stream().map(j -> j.getFileName().toString()).toList()),
            "DynamicImport-Package", "javax.*");
    Path bundle = Target.file("loaders/bundle.jar");
    return jar(bundle, headers, out -> put(out, "", jars()));
  }

  /** A folder of JBoss modules. */
  public static Path modules() {
    Path folder = Target.file("loaders/modules/deployed/main/module.xml").getParent();
    StringBuilder resources = new StringBuilder();
    try {
      for (Path jar : jars()) {
        Path copy = folder.resolve(jar.getFileName());
        Files.deleteIfExists(copy);
        Files.copy(jar, copy);
        resources.append("<resource-root path=\"").append(copy.getFileName()).append("\"/>");
      }
      Files.writeString(
          folder.resolve("module.xml"),
          "<module xmlns=\"urn:jboss:module:1.9\" name=\"deployed\"><resources>"
              + resources
              + "</resources><dependencies><module name=\"java.se\"/></dependencies></module>");
      return folder.getParent().getParent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The application's jars, each signed with the tests' key. */
  public static List<Path> signed() {
    return jars().stream().map(Deployment::sign).toList();
  }

  private static Path sign(Path jar) {
    Path signed = Target.file("loaders/signed/" + jar.getFileName());
    Path jarsigner = Jdks.running().home().resolve("bin").resolve("jarsigner");
    List<String> command =
        List.of(
            jarsigner.toString(),
            "-keystore",
            Keys.store().toString(),
            "-storepass",
            Keys.PASSWORD,
            "-signedjar",
            signed.toString(),
            jar.toString(),
            "server");
    try {
      Path log = Target.file("loaders/jarsigner.txt");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      if (builder.redirectOutput(log.toFile()).start().waitFor() != 0) {
        throw new IllegalStateException(Files.readString(log));
      }
      return signed;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path own(String name) {
    Map<String, String> headers = Map.of("Automatic-Module-Name", "deployed");
    return jar(
        Target.file("loaders/" + name),
        headers,
        out -> put(out, PACKAGE, files(CLASSES.resolve("deployed/" + PACKAGE))));
  }

  private static List<Path> library() {
    return files(Target.file("libraries/bctls-jdk18on-1.84"));
  }

  private static String server(String name) {
    return Target.file("servers/" + name + ".jar").toString();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Content {
    void write(JarOutputStream out) throws IOException;
  }

  private static synchronized Path jar(Path jar, Map<String, String> headers, Content content) {
    if (Files.exists(jar)) {
      return jar; // another test of this run made it
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach(manifest.getMainAttributes()::putValue);
    Path part = jar.resolveSibling(jar.getFileName() + ".part");
    try (OutputStream file = Files.newOutputStream(part);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      content.write(out);
      out.finish();
      return Files.move(part, jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(JarOutputStream out, String folder, List<Path> files) throws IOException {
    for (Path file : files) {
      out.putNextEntry(new ZipEntry(folder + file.getFileName()));
      Files.copy(file, out);
    }
  }

  /** Each to a folder of its own: a container must not find the application beside it. */
  private static Path compile() {
    Path classes = Target.file("loaders/classes/deployed").getParent();
    try (Stream<Path> old = Files.list(classes.getParent())) {
      for (Path jar : old.filter(f -> f.toString().endsWith(".jar")).toList()) {
        Files.delete(jar);
      }
      compile(classes.resolve("deployed"), List.of("Deployed"), path(library()));
      compile(
          classes.resolve("containers"),
          List.of("Undeployed", "ChildFirst", "JbossModules", "Felix"),
          server("org.apache.felix.framework") + File.pathSeparator + server("jboss-modules"));
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Path to, List<String> names, String classPath) throws IOException {
    Files.createDirectories(to);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
    List<Path> sources =
        names.stream().map(n -> Target.file("test-classes/loaders/" + n + ".java")).toList();
    List<String> options =
        List.of("--release", "8", "-nowarn", "-proc:none", "-cp", classPath, "-d", to.toString());
    StringWriter trouble = new StringWriter();
    if (!compiler
        .getTask(
            trouble, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
        .call()) {
      throw new IllegalStateException(trouble.toString());
    }
  }
}
