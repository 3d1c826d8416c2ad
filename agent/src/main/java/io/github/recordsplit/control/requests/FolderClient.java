package io.github.recordsplit.control.requests;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.recordsplit.files.FileOwnership;
import io.github.recordsplit.files.ProcessUser;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * Leaves one request in the folder of a JVM whose channel is not to be seen: its agent is of 0.1.0,
 * there is no {@code /proc}, or the process has rights that this one lacks.
 */
final class FolderClient {
  /** A JVM that is neither stopped nor starved looks four times a second. */
  private static final long PATIENCE_MILLIS = 4000;

  private static final long PAUSE_MILLIS = 20;
  private static final int TRIES = 100;

  private final Path folder;
  private final String id = System.currentTimeMillis() + "-" + UUID.randomUUID();

  /** The user of the process where that is another than this one's: then this one is root's. */
  private final Integer other;

  FolderClient(Path folder, String pid) {
    this.folder = folder;
    Integer user = ProcessUser.of(pid);
    this.other = user == null || user.equals(ProcessUser.own()) ? null : user;
  }

  Answer ask(String words, boolean mayStay) throws IOException {
    Path request = folder.resolve(id + RequestFolder.REQUEST);
    put(request, Answer.FORMAT + '\n' + System.currentTimeMillis() + '\n' + words);
    Answer answer = await(PATIENCE_MILLIS);
    if (answer == null && !withdraw(request, mayStay)) {
      answer = await(PATIENCE_MILLIS); // it was taken just now
    }
    removeFolder();
    return answer;
  }

  private void put(Path request, String text) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        if (makeFolder()) {
          RequestFolder.write(request, text);
          giveAway(request);
          return;
        }
      } catch (NoSuchFileException e) {
        // Another command has just removed the folder behind itself.
        if (tries == TRIES) {
          throw e;
        }
      }
      if (tries == TRIES) {
        throw new IOException("others ask it at the same time, ask again");
      }
      RequestClient.pause(PAUSE_MILLIS);
    }
  }

  /** First the request and then the folder: in another user's, what is a link may change. */
  private void giveAway(Path request) throws IOException {
    if (other != null) {
      Files.setAttribute(request, "unix:uid", other, NOFOLLOW_LINKS);
      Files.setAttribute(folder, "unix:uid", other, NOFOLLOW_LINKS);
    }
  }

  /** Returns whether requests may be put into the folder now. */
  private boolean makeFolder() throws IOException {
    try {
      if (File.separatorChar == '/') {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(folder);
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      return isUsable();
    }
  }

  private boolean isUsable() throws IOException {
    if (other == null && isOf(FileOwnership.own())) {
      return true;
    }
    if (other != null && (isOf(other) || isOf(FileOwnership.own()))) {
      return false; // of a command that will remove it
    }
    throw new IOException(
        folder + " is not a folder of this user's alone, so no request is put there: remove it");
  }

  private boolean isOf(Object user) throws IOException {
    return FileOwnership.folder(folder, user);
  }

  private Answer await(long millis) throws IOException {
    Path answer = folder.resolve(id + RequestFolder.ANSWER);
    for (long waited = 0; waited < millis; waited += PAUSE_MILLIS) {
      if (Files.isRegularFile(answer, NOFOLLOW_LINKS)) {
        Answer read = Answer.read(RequestFolder.read(answer));
        Files.delete(answer);
        return read;
      }
      RequestClient.pause(PAUSE_MILLIS);
    }
    return null;
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
