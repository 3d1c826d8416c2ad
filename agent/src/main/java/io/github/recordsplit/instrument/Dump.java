package io.github.recordsplit.instrument;

import io.github.recordsplit.files.SafeFolder;
import java.io.File;
import java.io.IOException;

/** Writes woven classes to a folder, for {@code dump=DIR}. */
final class Dump {
  private final File folder;

  Dump(File folder) {
    this.folder = folder;
  }

  void write(String className, byte[] woven) throws IOException {
    new SafeFolder(folder.toPath()).write(className + ".class", woven);
  }
}
