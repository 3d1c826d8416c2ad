package io.github.recordsplit.observe.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;

/**
 * The process's own descriptor and not {@code System.err}: an application may have replaced that by
 * a stream that ends in the very connection whose lock the agent is called under.
 */
final class Stderr implements LogSink {
  static final String PREFIX = "recordsplit: ";
  static final LogSink INSTANCE = new Stderr();

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.err);

  private Stderr() {}

  @Override
  public void write(String line, long millis) throws IOException {
    out.write((PREFIX + line + System.lineSeparator()).getBytes(Charset.defaultCharset()));
  }
}
