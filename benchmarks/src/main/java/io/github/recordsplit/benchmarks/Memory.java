package io.github.recordsplit.benchmarks;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a program that is measured says of its own memory when it ends, if it is asked to. */
final class Memory {
  static final String FILE = "recordsplit.bench.memory";

  private Memory() {}

  /** Copies what Linux says of this process, by means that every JVM has loaded by then. */
  static void tell() throws IOException {
    String file = System.getProperty(FILE);
    if (file != null) {
      try (InputStream status = new FileInputStream("/proc/self/status");
          OutputStream out = new FileOutputStream(file)) {
        out.write(status.readAllBytes());
      }
    }
  }
}
