package io.github.recordsplit.tools.probe;

import static java.util.stream.Collectors.joining;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;

/** JSON on one line, in ASCII whatever the encoding of stdout is. */
final class AsciiJson {
  private AsciiJson() {}

  /** Only strings of JSON hold other letters. */
  static String of(JsonObject json) {
    return JsonWriter.string(json)
        .chars()
        .mapToObj(c -> c < 0x7f ? String.valueOf((char) c) : String.format("\\u%04x", c))
        .collect(joining());
  }
}
