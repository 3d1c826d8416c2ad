package io.github.recordsplit.apps;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;

/** Copies a resource of this JVM into a file: how a test gets at the JDK's own class files. */
public final class CopyResource {
  private CopyResource() {}

  /** The resource's name and the file. */
  public static void main(String[] args) throws Exception {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(args[0])) {
      Files.copy(in, Paths.get(args[1]), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
