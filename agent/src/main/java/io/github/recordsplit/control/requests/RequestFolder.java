package io.github.recordsplit.control.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.files.FileOwnership;
import io.github.recordsplit.files.ProcessUser;
import io.github.recordsplit.files.SafeFolder;
import java.io.File;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The folder in which the command line of 0.1.0 leaves its requests, and any where {@link
 * RequestChannel} cannot be found. One is taken only if folder and file are this process's own
 * user's, nobody else may write the folder, and neither is a link: who can ask could just as well
 * end the process. Others may be first to make a folder of its name: nothing is taken from that.
 */
public final class RequestFolder {
  /** How the name of a request ends. */
  public static final String REQUEST = ".request";

  /** How the name of a request ends whose answer nobody awaits any more. */
  public static final String LATER = ".later.request";

  /** How the name of its answer ends. */
  public static final String ANSWER = ".answer";

  private static final int LARGEST_REQUEST = 4096;

  private final Path folder;
  private final long since;

  /**
   * Looks at an existing folder.
   *
   * @param since milliseconds; an older request was meant for an earlier process of this number
   */
  public RequestFolder(File folder, long since) {
    this.folder = folder.toPath();
    this.since = since;
  }

  /** Where requests for a process lie, as that process names its files and itself. */
  public static File of(String pid) {
    return new File(place(), ".recordsplit-" + pid);
  }

  /**
   * On Linux not java.io.tmpdir, which an application may set to its own: HotSpot does the same.
   * Elsewhere temporary files have a folder for each user.
   */
  private static String place() {
    boolean linux = new File("/proc/self").exists();
    String users = File.separatorChar == '/' ? System.getenv("TMPDIR") : null;
    return linux ? "/tmp" : users != null ? users : System.getProperty("java.io.tmpdir");
  }

  public void serve(AgentControl agent) throws IOException {
    Object self = self();
    if (self == null) {
      return;
    }
    for (Path request : requests()) {
      if (FileOwnership.fileOf(request, self)) {
        serve(agent, request, self);
      }
    }
  }

  /** The oldest first: their names begin with the time. */
  private Set<Path> requests() throws IOException {
    Set<Path> sorted = new TreeSet<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + REQUEST)) {
      for (Path request : found) {
        sorted.add(request);
      }
    }
    return sorted;
  }

  /** This process's user if the folder is that user's alone, else null. */
  private Object self() throws IOException {
    try {
      return selfIfOurs();
    } catch (FileSystemException e) {
      return null; // who makes folders of others' names may remove them while we look
    }
  }

  private Object selfIfOurs() throws IOException {
    Object owner = FileOwnership.by(folder);
    if (!FileOwnership.folder(folder, owner)) {
      return null;
    }
    Integer own = ProcessUser.own();
    return own == null ? selfByFile(owner) : own.equals(owner) ? own : null;
  }

  private Object selfByFile(Object owner) throws IOException {
    Path mine = folder.resolve(".recordsplit-self");
    try {
      Files.deleteIfExists(mine);
      Files.createFile(mine);
    } catch (AccessDeniedException e) {
      return null; // anybody may make a folder of this name
    }
    try {
      return owner.equals(FileOwnership.by(mine)) ? owner : null;
    } finally {
      Files.delete(mine);
    }
  }

  private void serve(AgentControl agent, Path request, Object self) throws IOException {
    String text = Files.size(request) > LARGEST_REQUEST ? "" : read(request);
    // Whoever deletes it has it: the command line takes back what nobody answers.
    if (Files.deleteIfExists(request)) {
      Answer answer = answer(agent, text.split("\n", -1), self);
      String name = request.getFileName().toString();
      if (name.endsWith(LATER)) {
        folder.toFile().delete(); // unless it holds other requests
      } else if (answer != null) {
        write(folder.resolve(name.replace(REQUEST, ANSWER)), answer.write());
      }
    }
  }

  private Answer answer(AgentControl agent, String[] lines, Object self) {
    try {
      if (lines.length < 3 || !lines[0].equals(Answer.FORMAT)) {
        return Request.MALFORMED;
      }
      boolean meant = Long.parseLong(lines[1]) >= since;
      return meant ? Request.carryOut(agent, lines, 2, self) : null;
    } catch (NumberFormatException e) {
      return Request.MALFORMED;
    }
  }

  /** Writes a file so that who sees it sees all of it, and for its owner alone. */
  public static void write(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (SeekableByteChannel out =
        Files.newByteChannel(part, EnumSet.of(CREATE_NEW, WRITE), SafeFolder.ownerOnly())) {
      SafeFolder.writeAll(out, text.getBytes(UTF_8));
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Reads a whole file. */
  public static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
