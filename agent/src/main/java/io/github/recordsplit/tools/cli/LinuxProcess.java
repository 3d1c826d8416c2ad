package io.github.recordsplit.tools.cli;

import io.github.recordsplit.control.requests.ChannelFinder;
import io.github.recordsplit.control.requests.RequestFolder;
import io.github.recordsplit.files.FileOwnership;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux tells about a process; elsewhere, and where it may not be told, nothing. */
final class LinuxProcess {
  private static final Path PROC = Paths.get("/proc");

  /** What Linux adds to the name of an open file that has none any more. */
  private static final String DELETED = " (deleted)";

  private final Path process;

  /** Known once it was looked for: a process may have many files open. */
  private Boolean agent;

  private boolean looked;

  LinuxProcess(String pid) {
    process = PROC.resolve(pid);
  }

  /** Whether processes can be seen at all. */
  static boolean isThere() {
    return Files.exists(PROC.resolve("self/cmdline"));
  }

  /** The numbers of all processes. */
  static List<String> all() {
    return names(PROC, "[0-9]*");
  }

  /** This process's own number. */
  static String self() {
    try {
      return PROC.resolve("self").toRealPath().getFileName().toString();
    } catch (IOException e) {
      return "";
    }
  }

  boolean exists() {
    return Files.exists(process);
  }

  /** Whether this process's user is another than that of {@code owned}. */
  boolean isOfAnother(Object user) throws IOException {
    return exists() && !FileOwnership.by(process).equals(user);
  }

  Object user() throws IOException {
    return FileOwnership.by(process);
  }

  /** The number of a process's user, or something that is nobody's. */
  static Object user(String pid) {
    try {
      return FileOwnership.by(PROC.resolve(pid));
    } catch (IOException e) {
      return "";
    }
  }

  /** Its user's name, or the number where that has none. */
  String userName() {
    try {
      return Files.getOwner(process).getName();
    } catch (IOException e) {
      return "?";
    }
  }

  /** Where a file is seen from here that it was told of by a path. */
  Path file(String path) {
    return path.startsWith("/")
        ? process.resolve("root").resolve(path.substring(1))
        : process.resolve("cwd").resolve(path);
  }

  /** The value of a variable of its environment, or null. */
  String variable(String name) {
    for (String each : read("environ").split("\0", -1)) {
      if (each.startsWith(name + '=')) {
        return each.substring(name.length() + 1);
      }
    }
    return null;
  }

  /** Whether it is certainly one, whatever its program is called. */
  boolean isJvm() {
    return read("maps").contains("/libjvm.");
  }

  /** Its arguments, the first of which is the program. */
  List<String> arguments() {
    return Arrays.asList(read("cmdline").split("\0", -1));
  }

  /** Where its root folder is seen from here; of a container, that is another. */
  Path root() {
    Path root = process.resolve("root");
    return Files.isDirectory(root.resolve("tmp")) ? root : Paths.get("/");
  }

  /** Whether it sees other files than this process does. */
  boolean isElsewhere() {
    try {
      Path root = process.resolve("root");
      return Files.isDirectory(root) && !Files.isSameFile(root, Paths.get("/"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Its number as it knows it itself: in a container, another than ours. */
  String ownPid() {
    Matcher line = Pattern.compile("(?m)^NSpid:.*?(\\d+)\\s*$").matcher(read("status"));
    return line.find() ? line.group(1) : process.getFileName().toString();
  }

  /** Whether it is certainly none; attaching would send it a signal that ends it. */
  boolean isNoJvm() {
    String maps = read("maps");
    return !maps.isEmpty() && !maps.contains("/libjvm.") && !maps.contains("/bin/java");
  }

  /**
   * Whether it has the agent, whatever its jar is called: null where that cannot be seen. An agent
   * of 0.1.0 has no channel, so it is known by its jar.
   */
  Boolean hasAgent() {
    if (!looked) {
      Boolean channel = ChannelFinder.has(process.getFileName().toString());
      agent = !Boolean.FALSE.equals(channel) ? channel : Boolean.valueOf(hasAgentJar());
      looked = true;
    }
    return agent;
  }

  private boolean hasAgentJar() {
    return names(process.resolve("fd"), "*").stream()
        .anyMatch(fd -> isAgentJar(process.resolve("fd").resolve(fd)));
  }

  /** Where its agent looks for requests if it has no channel, as it is seen from here. */
  Path olderFolder() {
    Path seenThere = RequestFolder.of(ownPid()).toPath();
    Path root = root();
    boolean link = Files.isSymbolicLink(root.resolve("tmp")); // would lead out of a container
    return root.equals(root.getRoot()) || link
        ? seenThere
        : root.resolve("tmp").resolve(seenThere.getFileName());
  }

  /** By its name, by its file, or by what its manifest says: a jar may be called as one likes. */
  private static boolean isAgentJar(Path fd) {
    try {
      String target = Files.readSymbolicLink(fd).getFileName().toString();
      if (target.endsWith(DELETED)) {
        target = target.substring(0, target.length() - DELETED.length());
      }
      return target.endsWith(".jar")
          && (target.startsWith("recordsplit-agent")
              || Files.isSameFile(fd, AgentJar.path())
              || AgentJar.is(fd));
    } catch (IOException | RuntimeException e) {
      return false; // closed meanwhile, or no file at all
    }
  }

  /**
   * Whether the agent's thread runs, which it does from the first TLS class on: null if unknown.
   */
  boolean hasThread() {
    return names(process.resolve("task"), "*").stream()
        .anyMatch(task -> read("task/" + task + "/comm").trim().equals("recordsplit"));
  }

  /** Whether an option stands on its command line or in its environment. */
  boolean hasOption(String option) {
    return arguments().contains(option) || read("environ").contains(option);
  }

  private String read(String file) {
    try {
      return new String(Files.readAllBytes(process.resolve(file)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static List<String> names(Path folder, String glob) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, glob)) {
      children.forEach(child -> names.add(child.getFileName().toString()));
    } catch (IOException | RuntimeException e) {
      return names; // not to be seen, or gone meanwhile
    }
    return names;
  }
}
