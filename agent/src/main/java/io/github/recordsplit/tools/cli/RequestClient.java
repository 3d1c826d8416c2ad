package io.github.recordsplit.tools.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.recordsplit.control.requests.Answer;
import io.github.recordsplit.control.requests.FileOwnership;
import io.github.recordsplit.control.requests.RequestFolder;
import io.github.recordsplit.startup.AgentThread;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** Leaves one request for a JVM and waits for the answer. */
final class RequestClient {
  /** A JVM that is neither stopped nor starved looks four times a second. */
  private static final long PATIENCE_MILLIS = 4000;

  private static final long PAUSE_MILLIS = 20;
  private static final int TRIES = 20;

  private final Path folder;
  private final String id = System.currentTimeMillis() + "-" + UUID.randomUUID();

  RequestClient(Path folder) {
    this.folder = folder;
  }

  /** Where a process looks, as it is seen from here. */
  static Path folderOf(LinuxProcess process) {
    File seenThere = AgentThread.folder(process.ownPid());
    Path root = process.root();
    boolean link = Files.isSymbolicLink(root.resolve("tmp")); // would lead out of a container
    return root.equals(root.getRoot()) || link
        ? seenThere.toPath()
        : root.resolve("tmp").resolve(seenThere.getName());
  }

  /**
   * Returns the answer, or null if there is none.
   *
   * @param words the request
   * @param mayStay whether to leave it for later if nobody answers
   */
  Answer ask(String words, boolean mayStay) throws IOException, NoException {
    Path request = folder.resolve(id + RequestFolder.REQUEST);
    put(request, Answer.FORMAT + '\n' + System.currentTimeMillis() + '\n' + words);
    Answer answer = await(PATIENCE_MILLIS);
    if (answer == null && !withdraw(request, mayStay)) {
      answer = await(PATIENCE_MILLIS); // it was taken just now
    }
    removeFolder();
    return answer;
  }

  private void put(Path request, String text) throws IOException, NoException {
    for (int tries = 1; ; tries++) {
      makeFolder();
      try {
        RequestFolder.write(request, text);
        return;
      } catch (NoSuchFileException e) {
        // Another command has just removed the folder behind itself.
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private void makeFolder() throws IOException, NoException {
    try {
      if (File.separatorChar == '/') {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(folder);
      }
    } catch (FileAlreadyExistsException e) {
      if (!isOurs()) {
        throw new NoException(
            folder
                + " is not a folder of this user's alone, so no request is put there: remove it");
      }
    }
  }

  private boolean isOurs() throws IOException {
    Path mine = Files.createTempFile("recordsplit", ".tmp");
    try {
      return FileOwnership.folder(folder, FileOwnership.by(mine));
    } finally {
      Files.delete(mine);
    }
  }

  private Answer await(long millis) throws IOException {
    Path answer = folder.resolve(id + RequestFolder.ANSWER);
    for (long waited = 0; waited < millis; waited += PAUSE_MILLIS) {
      if (Files.isRegularFile(answer, NOFOLLOW_LINKS)) {
        Answer read = Answer.read(RequestFolder.read(answer));
        Files.delete(answer);
        return read;
      }
      pause();
    }
    return null;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Returns whether nobody had taken it. */
  private boolean withdraw(Path request, boolean mayStay) throws IOException {
    try {
      if (mayStay) {
        Files.move(request, folder.resolve(id + RequestFolder.LATER));
      } else {
        Files.delete(request);
      }
      return true;
    } catch (NoSuchFileException taken) {
      return false;
    }
  }

  private void removeFolder() throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException othersRequests) {
      // Whoever asked them removes it.
    }
  }
}
