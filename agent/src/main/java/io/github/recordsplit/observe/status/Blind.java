package io.github.recordsplit.observe.status;

import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.rules.Known;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules that can match no connection of a kind, whatever its peer: that is not known. */
final class Blind {
  /** What an operator who writes host rules for servers must know before any connection comes. */
  static final String NOTE =
      "on servers that are engines (Tomcat, Jetty, Netty) a peer is known by its channel's address,"
          + " where there is one: of an 'unknown host', 'status' says which rules cannot match it";

  /** The most that are told; there may be 100,000. */
  private static final int MOST = 100;

  private static final int SHOWN = 3;

  private final List<String> places = new ArrayList<>();
  private final Known known;
  private int count;

  Blind(ConnectionKind kind, Policy policy) {
    known = kind.known();
    if (policy.mode() != Mode.NONE && known != Known.ADDRESS) {
      for (Rule rule : policy.rules().all()) {
        if (rule.isBlind(kind.role(), known)) {
          add(rule);
        }
      }
    }
  }

  private void add(Rule rule) {
    if (count++ < MOST) {
      places.add(rule.place());
    }
  }

  /** Where the rules stand, as JSON. */
  List<String> json() {
    List<String> all = new ArrayList<>();
    for (String place : places) {
      all.add(Json.quoted(place));
    }
    return all;
  }

  /** One line, or null if there are none. */
  String line() {
    if (count == 0) {
      return null;
    }
    String shown = String.join(", ", places.subList(0, Math.min(SHOWN, places.size())));
    return "cannot be matched by "
        + (known == Known.NOTHING ? "host: " : "address: ")
        + shown
        + (count > SHOWN ? " and " + (count - SHOWN) + " more" : "");
  }
}
