package io.github.recordsplit.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.Arrays;

/** Reads a rules file into a text. */
final class RulesFile {
  private static final int LARGEST = 64 << 20;

  private RulesFile() {}

  /**
   * Returns the file's text; what could be wrong with it is checked first, as system messages
   * differ.
   */
  static String read(String path) throws ConfigException {
    File file = new File(path);
    if (!file.exists()) {
      throw error(path, "there is no such rules file");
    }
    if (file.isDirectory()) {
      throw error(path, "this is a directory, not a rules file");
    }
    if (!file.isFile()) { // to open a pipe would wait until somebody writes into it
      throw error(path, "this is a device or a pipe, not a rules file");
    }
    if (!file.canRead()) {
      throw error(path, "there is no permission to read this rules file");
    }
    if (file.length() > LARGEST) {
      throw tooLarge(path);
    }
    return text(path, open(path, file));
  }

  private static byte[] open(String path, File file) throws ConfigException {
    try (InputStream in = new FileInputStream(file)) {
      return bytes(path, in);
    } catch (IOException e) {
      throw error(
          path, "this rules file cannot be read: " + Quote.plain(String.valueOf(e.getMessage())));
    }
  }

  static byte[] bytes(String source, InputStream in) throws IOException, ConfigException {
    byte[] read = new byte[Math.max(in.available(), 0) + 1];
    int length = 0;
    for (int n = in.read(read); n > 0; n = in.read(read, length, read.length - length)) {
      length += n;
      if (length > LARGEST) {
        throw tooLarge(source);
      }
      if (length == read.length) {
        read = Arrays.copyOf(read, 2 * length);
      }
    }
    return Arrays.copyOf(read, length);
  }

  private static ConfigException tooLarge(String source) {
    return error(source, "this rules file is larger than 64 MB");
  }

  private static ConfigException error(String source, String sentence) {
    return new ConfigException(Quote.plain(source), sentence);
  }

  /**
   * Decodes the fast and lenient way, and looks for the place of an error only where there seems to
   * be one.
   */
  static String text(String source, byte[] bytes) throws ConfigException {
    String text = new String(bytes, UTF_8);
    if (text.indexOf('\ufffd') >= 0) {
      checkUtf8(source, bytes);
    }
    return text;
  }

  private static void checkUtf8(String source, byte[] bytes) throws ConfigException {
    CharsetDecoder decoder = UTF_8.newDecoder(); // reports malformed input unless told otherwise
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (decoder.decode(in, out, true).isError()) {
      out.flip();
      int wrong = bytes[in.position()] & 0xff;
      throw new SourceText.File(source, out.toString())
          .error(out.length(), "this is not UTF-8 (byte 0x" + Integer.toHexString(wrong) + ")");
    }
  }
}
