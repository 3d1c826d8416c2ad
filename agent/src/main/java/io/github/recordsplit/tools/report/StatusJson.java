package io.github.recordsplit.tools.report;

import static java.util.stream.Collectors.toList;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.List;

/** Reads what {@code status --json} answers. */
final class StatusJson {
  private StatusJson() {}

  static JsonObject read(String json) {
    try {
      return JsonParser.object().from(json);
    } catch (JsonParserException e) {
      throw new IllegalArgumentException("the agent's answer is no JSON object", e);
    }
  }

  /** The objects in an array, which is empty if it is not there. */
  static List<JsonObject> objects(JsonObject of, String name) {
    return of.getArray(name, new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .collect(toList());
  }

  /** Whether a kind is vulnerable and not protected, now. */
  static boolean isUnprotected(JsonObject kind) {
    return !kind.getBoolean("protected") && kind.getBoolean("current");
  }
}
