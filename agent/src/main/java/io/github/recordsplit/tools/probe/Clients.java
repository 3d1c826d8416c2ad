package io.github.recordsplit.tools.probe;

import static java.util.stream.Collectors.joining;

import com.grack.nanojson.JsonObject;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** Tells of each client of {@link Listener} as it ends, and of all of them at last. */
final class Clients {
  private final PrintStream out;
  private final boolean json;
  private final Map<String, Integer> ends = new TreeMap<>();
  private final Map<String, Integer> sends = new TreeMap<>();
  private int all;
  private boolean isOver;

  Clients(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void listening(int port) {
    if (json) {
      JsonObject listening = new JsonObject();
      listening.put("listening", port);
      out.println(AsciiJson.of(listening));
    } else {
      out.println("listening on port " + port);
    }
  }

  synchronized void add(int number, String address, ClientReaction reaction) {
    if (isOver) {
      return;
    }
    all++;
    ends.merge(reaction.end.toString(), 1, Integer::sum);
    sends.merge(reaction.sends.brief(), 1, Integer::sum);
    out.println(
        json
            ? AsciiJson.of(reaction.json(number, address))
            : reaction.lines("client " + number + ' ' + address));
  }

  /** Sums up, once. */
  synchronized void end() {
    if (isOver) {
      return;
    }
    isOver = true;
    if (json) {
      JsonObject sum = new JsonObject();
      sum.put("clients", all);
      sum.put("ends", new JsonObject(ends));
      sum.put("sends", new JsonObject(sends));
      out.println(AsciiJson.of(sum));
    } else {
      out.println(all + (all == 1 ? " client" : " clients") + (all == 0 ? "" : ": " + words(ends)));
      out.print(all == 0 ? "" : "they send: " + words(sends) + System.lineSeparator());
    }
    out.flush();
  }

  static String words(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(joining(", "));
  }
}
