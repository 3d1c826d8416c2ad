package io.github.recordsplit.control.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.recordsplit.control.AgentControl;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The folder in which the command line leaves its requests. One is taken only if folder and file
 * are this process's own user's, nobody else may write them, and neither is a link: who can ask
 * could just as well end the process.
 */
public final class RequestFolder {
  /** How the name of a request ends. */
  public static final String REQUEST = ".request";

  /** How the name of a request ends whose answer nobody awaits any more. */
  public static final String LATER = ".later.request";

  /** How the name of its answer ends. */
  public static final String ANSWER = ".answer";

  private static final int LARGEST_REQUEST = 4096;
  private static final Answer MALFORMED =
      new Answer(2, "the request is malformed (is this jar of the same version as the agent?)");

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

  public void serve(AgentControl agent) throws IOException {
    Object self = self();
    if (self == null) {
      return;
    }
    for (Path request : requests()) {
      if (FileOwnership.file(request, self)) {
        serve(agent, request);
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
    Object owner = FileOwnership.by(folder);
    if (!FileOwnership.folder(folder, owner)) {
      return null;
    }
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

  private void serve(AgentControl agent, Path request) throws IOException {
    String text = Files.size(request) > LARGEST_REQUEST ? "" : read(request);
    // Whoever deletes it has it: the command line takes back what nobody answers.
    if (Files.deleteIfExists(request)) {
      Answer answer = answer(agent, text.split("\n", -1));
      String name = request.getFileName().toString();
      if (name.endsWith(LATER)) {
        folder.toFile().delete(); // unless it holds other requests
      } else if (answer != null) {
        write(folder.resolve(name.replace(REQUEST, ANSWER)), answer.write());
      }
    }
  }

  private Answer answer(AgentControl agent, String[] lines) {
    try {
      if (lines.length < 3 || !lines[0].equals(Answer.FORMAT)) {
        return MALFORMED;
      }
      boolean meant = Long.parseLong(lines[1]) >= since;
      return meant
          ? RequestHandler.answer(agent, Arrays.copyOfRange(lines, 2, lines.length))
          : null;
    } catch (NumberFormatException e) {
      return MALFORMED;
    }
  }

  /** Writes a file so that who sees it sees all of it. */
  public static void write(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, text.getBytes(UTF_8), CREATE_NEW, WRITE); // through no link
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Reads a whole file. */
  public static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
