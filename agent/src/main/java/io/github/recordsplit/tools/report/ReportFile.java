package io.github.recordsplit.tools.report;

import static java.util.stream.Collectors.toList;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.recordsplit.rules.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What JVMs left behind, or somebody kept of {@code status --json}: read as far as it is that. */
public final class ReportFile {
  private static final String END = ".json";
  private static final long LARGEST = 64 << 20;
  private static final int SCHEMA = 1;

  private ReportFile() {}

  /** Whether a word means a file or a folder, and no JVM. */
  public static boolean isMeant(String word) {
    return word.endsWith(END)
        || word.indexOf('/') >= 0
        || word.indexOf('\\') >= 0
        || Files.isDirectory(Paths.get(word));
  }

  /**
   * Reads the file, or those in a folder; what cannot be read is left out.
   *
   * @param taker may refuse what it is given by any exception: what is no text where one is due
   * @param trouble is given a sentence about each that is left out
   */
  public static void each(String given, Consumer<JsonObject> taker, Consumer<String> trouble) {
    try {
      List<Path> files = in(Paths.get(given));
      if (files.isEmpty()) {
        trouble.accept(Messages.quote(given) + " has no file of a JVM");
      }
      files.forEach(file -> one(file, taker, trouble));
    } catch (IOException | InvalidPathException e) {
      trouble.accept(
          Messages.quote(given) + " cannot be read: " + Messages.plain(Messages.reason(e)));
    }
  }

  private static void one(Path file, Consumer<JsonObject> taker, Consumer<String> trouble) {
    try {
      taker.accept(read(file));
    } catch (IOException e) {
      trouble.accept(Messages.plain(Messages.reason(e)));
    } catch (RuntimeException e) {
      trouble.accept(Messages.plain(file.toString()) + " is no report of recordsplit");
    }
  }

  private static List<Path> in(Path given) throws IOException {
    if (!Files.isDirectory(given)) {
      return Collections.singletonList(given);
    }
    try (Stream<Path> all = Files.list(given)) {
      return all.filter(file -> file.getFileName().toString().endsWith(END))
          .sorted()
          .collect(toList());
    }
  }

  /**
   * Reads one.
   *
   * @throws IOException if it is none, with a sentence about it
   */
  private static JsonObject read(Path file) throws IOException {
    String name = Messages.plain(file.toString());
    if (!Files.isRegularFile(file)) { // to open a pipe would wait until somebody writes into it
      throw new IOException(name + (Files.exists(file) ? " is no file" : " is not there"));
    }
    if (!Files.isReadable(file) || Files.size(file) > LARGEST) {
      throw new IOException(name + " cannot be read");
    }
    JsonObject status = parsed(name, file);
    if (!status.isString("mode") || !status.isNumber("schema") || !status.has("kinds")) {
      throw new IOException(name + " is no report of recordsplit");
    }
    if (status.getInt("schema") != SCHEMA) {
      throw new IOException(name + " is of another version, schema " + status.getInt("schema"));
    }
    return status;
  }

  private static JsonObject parsed(String name, Path file) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return JsonParser.object().from(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonParserException e) {
      throw new IOException(name + " is no JSON object", e);
    }
  }
}
