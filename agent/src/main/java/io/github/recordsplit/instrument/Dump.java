package io.github.recordsplit.instrument;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes woven classes to a folder, for {@code dump=DIR}. */
final class Dump {
  private final Path folder;

  Dump(File folder) {
    this.folder = folder.toPath();
  }

  void write(String className, byte[] woven) throws IOException {
    Path file = folder.resolve(className + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, woven);
  }
}
