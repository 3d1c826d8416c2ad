package io.github.recordsplit.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A JDK or JRE on this machine. */
record Jdk(Path home, int feature) {
  private static final String LIST = "RECORDSPLIT_JDKS";
  private static final String SYSTEM_JDKS = "/usr/lib/jvm";

  static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** The running one first, then one of each wanted version that is found. */
  static List<Jdk> find(List<Integer> wanted) throws IOException {
    List<Jdk> chosen = new ArrayList<>(List.of(running()));
    for (Jdk jdk : all()) {
      boolean known = chosen.stream().anyMatch(j -> j.feature == jdk.feature);
      if (!known && wanted.contains(jdk.feature)) {
        chosen.add(jdk);
      }
    }
    return chosen;
  }

  private static List<Jdk> all() throws IOException {
    List<Path> folders = new ArrayList<>();
    String listed = System.getenv(LIST);
    if (listed != null) {
      for (String folder : listed.split(File.pathSeparator, -1)) {
        folders.add(Path.of(folder));
      }
    }
    folders.add(Path.of(SYSTEM_JDKS));
    List<Jdk> all = new ArrayList<>();
    for (Path folder : folders) {
      addIfHome(all, folder);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> children = Files.list(folder)) {
          for (Path child : children.sorted().toList()) {
            addIfHome(all, child);
          }
        }
      }
    }
    return all;
  }

  private static void addIfHome(List<Jdk> all, Path home) throws IOException {
    Path release = home.resolve("release");
    if (Files.isRegularFile(release) && Files.isDirectory(home.resolve("bin"))) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(release)) {
        properties.load(reader);
      }
      String version = properties.getProperty("JAVA_VERSION", "\"1.0\"").replace("\"", "");
      String[] numbers = version.split("[._+-]", -1);
      all.add(new Jdk(home, Integer.parseInt(numbers[numbers[0].equals("1") ? 1 : 0])));
    }
  }

  String tool(String name) {
    return home.resolve("bin").resolve(name).toString();
  }
}
