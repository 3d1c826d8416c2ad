package io.github.recordsplit.observe.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;

import io.github.recordsplit.files.ProcessUser;
import io.github.recordsplit.files.SafeFolder;
import java.io.File;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * A file that lines are added to, each with its time and in one write, so that several JVMs may
 * share it. Where there is none yet it is made for its owner alone: it names peers and classes. It
 * is opened again when something else stands in its place, and never through a link.
 */
final class LogFile implements LogSink {
  private static final boolean UNIX = File.separatorChar == '/';

  private static final Set<OpenOption> HOW =
      new HashSet<>(Arrays.<OpenOption>asList(APPEND, NOFOLLOW_LINKS));

  private final Path file;
  private SeekableByteChannel out;
  private Object key;

  /** A disk that is full may have taken half of a line. */
  private boolean torn;

  LogFile(File file) {
    this.file = file.toPath().toAbsolutePath();
  }

  @Override
  public void write(String line, long millis) throws IOException {
    String text = Instant.ofEpochMilli(millis) + " " + line + '\n';
    try {
      append(text);
    } catch (ClosedChannelException byAnInterrupt) {
      Thread.interrupted();
      append(text);
    }
  }

  private void append(String text) throws IOException {
    if (out == null || !out.isOpen() || !isInPlace()) {
      close();
      open();
    }
    byte[] bytes = (torn ? '\n' + text : text).getBytes(UTF_8);
    torn = true;
    SafeFolder.writeAll(out, bytes);
    torn = false;
  }

  /** Whether it was not renamed or removed since it was opened. */
  private boolean isInPlace() {
    try {
      return key == null || key.equals(seen().fileKey());
    } catch (IOException e) {
      return false;
    }
  }

  private BasicFileAttributes seen() throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  private void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
      torn = false;
    }
  }

  private void open() throws IOException {
    try {
      out = Files.newByteChannel(file, EnumSet.of(CREATE_NEW, APPEND), SafeFolder.ownerOnly());
    } catch (FileAlreadyExistsException known) {
      BasicFileAttributes before = check();
      out = Files.newByteChannel(file, HOW);
      if (before.fileKey() != null && !before.fileKey().equals(seen().fileKey())) {
        throw new IOException(file + " changed while it was opened");
      }
    }
    key = seen().fileKey();
  }

  private BasicFileAttributes check() throws IOException {
    BasicFileAttributes seen = seen();
    if (seen.isSymbolicLink()) {
      throw new IOException(file + " is a symbolic link");
    }
    if (!seen.isRegularFile()) { // to open a pipe would wait until somebody reads it
      throw new IOException(file + " is no ordinary file");
    }
    Integer self = ProcessUser.own();
    if (self != null && !self.equals(Files.getAttribute(file, "unix:uid", NOFOLLOW_LINKS))) {
      throw new IOException(file + " belongs to another user");
    }
    if (UNIX) {
      closeToOthers();
    }
    return seen;
  }

  /** Whom its owner lets read it is its owner's business; who may write it could say anything. */
  private void closeToOthers() throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    boolean changed = permissions.remove(PosixFilePermission.GROUP_WRITE);
    if (permissions.remove(PosixFilePermission.OTHERS_WRITE) || changed) {
      view.setPermissions(permissions);
    }
  }
}
