package io.github.recordsplit.observe.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * A file that lines are added to, each with its time and in one write, so that several JVMs may
 * share it. Where there is none yet it is made for its owner alone: it names peers and classes.
 */
final class LogFile {
  private final File file;
  private OutputStream out;

  LogFile(File file) {
    this.file = file;
  }

  synchronized void write(String line) throws IOException {
    if (out == null) {
      create();
      out = new FileOutputStream(file, true);
    }
    out.write((Instant.now() + " " + line + '\n').getBytes(UTF_8));
  }

  private void create() throws IOException {
    try {
      Files.createFile(
          file.toPath(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException known) {
      // Its permissions are its owner's business.
    } catch (UnsupportedOperationException windows) {
      // There, a file inherits who may read it.
    }
  }
}
