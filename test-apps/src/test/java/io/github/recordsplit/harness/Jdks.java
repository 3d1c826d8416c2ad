package io.github.recordsplit.harness;

import static java.util.stream.Collectors.toCollection;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * The Java runtimes that tests run on: the newest patch of each version that the project promises.
 *
 * <p>They are looked for in {@code RECORDSPLIT_JDKS} (homes, or folders of homes, separated as in a
 * path), then the running JVM, then the ordinary places. One that is missing is a skipped test with
 * its name, so that a green run never hides what it did not try.
 */
public final class Jdks {
  static final String VARIABLE = "RECORDSPLIT_JDKS";

  private static final List<Integer> PROMISED = List.of(8, 11, 17, 21, 25, 26);
  private static final List<String> ORDINARY_PLACES =
      List.of("/usr/lib/jvm", "/usr/java", "/Library/Java/JavaVirtualMachines");
  private static final Pattern VERSION =
      Pattern.compile("(?m)^(?:JAVA_VERSION=|.* version )\"([^\"]+)\"");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private static final Map<Integer, Jdk> FOUND = find();

  private Jdks() {}

  /** The versions that the project promises. */
  public static List<Integer> promised() {
    return PROMISED;
  }

  /** A test per promised version; those of missing ones are skipped. */
  public static Stream<DynamicTest> each(ThrowingConsumer<Jdk> test) {
    return on(versions().boxed().toList(), test);
  }

  /** A test for the oldest version and two that are in wide use: where nothing tells six apart. */
  public static Stream<DynamicTest> some(ThrowingConsumer<Jdk> test) {
    return on(List.of(8, 17, 25), test);
  }

  /** A test per version of these; those of missing ones are skipped. */
  public static Stream<DynamicTest> on(List<Integer> versions, ThrowingConsumer<Jdk> test) {
    return versions.stream()
        .map(v -> DynamicTest.dynamicTest("Java " + v, () -> test.accept(assume(v))));
  }

  /** The runtime of this version; the calling test is skipped when there is none. */
  public static Jdk assume(int feature) {
    Optional<Jdk> jdk = find(feature);
    String missing = "Java " + feature + ": not at hand, skipped (" + VARIABLE + " can name it)";
    if (jdk.isEmpty()) {
      System.out.println(missing);
    }
    TookPart.record(jdk.map(Jdk::toString).orElse(missing));
    Assumptions.assumeTrue(jdk.isPresent(), missing);
    return jdk.get();
  }

  /** The runtime of this version, if there is one. */
  public static Optional<Jdk> find(int feature) {
    return Optional.ofNullable(FOUND.get(feature));
  }

  /** The runtime that the tests themselves run on: always there. */
  public static Jdk running() {
    Path home = Path.of(System.getProperty("java.home"));
    return new Jdk(Runtime.version().feature(), System.getProperty("java.version"), home);
  }

  private static IntStream versions() {
    TreeSet<Integer> all = new TreeSet<>(PROMISED);
    all.add(running().feature());
    return all.stream().mapToInt(Integer::intValue);
  }

  private static Map<Integer, Jdk> find() {
    Map<Integer, Jdk> newest = new TreeMap<>();
    for (Path home : homes()) {
      version(home)
          .map(v -> new Jdk(feature(v), v, home))
          .ifPresent(jdk -> newest.merge(jdk.feature(), jdk, Jdks::newer));
    }
    return newest;
  }

  private static List<Path> homes() {
    List<Path> places = new ArrayList<>();
    String named = System.getenv(VARIABLE);
    if (named != null) {
      Stream.of(named.split(File.pathSeparator)).map(Path::of).forEach(places::add);
    }
    places.add(running().home());
    ORDINARY_PLACES.stream().map(Path::of).forEach(places::add);
    return places.stream().flatMap(Jdks::homesAt).collect(toCollection(ArrayList::new));
  }

  private static Stream<Path> homesAt(Path place) {
    if (isHome(place)) {
      return Stream.of(place);
    }
    if (!Files.isDirectory(place)) {
      return Stream.empty();
    }
    try (Stream<Path> children = Files.list(place)) {
      return children
          .flatMap(c -> Stream.of(c, c.resolve("Contents/Home")))
          .filter(Jdks::isHome)
          .sorted(Comparator.comparing(Path::toString))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isHome(Path home) {
    return Files.isExecutable(home.resolve("bin").resolve("java"));
  }

  /** Java 8 of some distributions has no release file, and no program of ours can run in it yet. */
  private static Optional<String> version(Path home) {
    try {
      Path release = home.resolve("release");
      Matcher version =
          VERSION.matcher(Files.exists(release) ? Files.readString(release) : ask(home));
      return version.find() ? Optional.of(version.group(1)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ask(Path home) throws IOException {
    Process java =
        new ProcessBuilder(home.resolve("bin").resolve("java").toString(), "-version")
            .redirectErrorStream(true)
            .start();
    return new String(java.getInputStream().readAllBytes(), Charset.defaultCharset());
  }

  private static int feature(String version) {
    List<Integer> numbers = numbers(version);
    return numbers.get(0) == 1 ? numbers.get(1) : numbers.get(0);
  }

  private static Jdk newer(Jdk a, Jdk b) {
    List<Integer> left = numbers(a.version());
    List<Integer> right = numbers(b.version());
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order > 0 ? a : b;
      }
    }
    return left.size() >= right.size() ? a : b;
  }

  private static List<Integer> numbers(String version) {
    return NUMBER.matcher(version).results().map(n -> Integer.valueOf(n.group())).toList();
  }
}
