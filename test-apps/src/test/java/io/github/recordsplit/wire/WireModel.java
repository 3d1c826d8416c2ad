package io.github.recordsplit.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@link io.github.recordsplit.apps.Lengths} should print, worked out from the contract alone.
 *
 * <p>The largest fragment and the cost of a record are the library's own choice, so they are taken
 * from a run without the agent.
 */
public final class WireModel {
  /** How the model may cut a payload. */
  public enum Cut {
    SPLIT,
    FIRST_WHOLE,
    NEVER
  }

  /** What Netty's handler hands to one wrap at most: its default. */
  private static final int NETTY_PAYLOAD = 16384;

  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final Map<String, WireLine> baseline = new LinkedHashMap<>();

  /** By transport: the most that leaves of a payload in one wrap with a server's tickets. */
  private final Map<String, Integer> besideTickets = new HashMap<>();

  private String tickets = "";

  public WireModel(List<String> baselineLines) {
    baselineLines.stream().map(WireLine::parse).forEach(line -> baseline.put(line.name(), line));
  }

  /**
   * Servers of this kind send their tickets with their first payload, not with their handshake.
   *
   * @param most by transport, of a payload that is split; without it, none may be
   */
  public WireModel withTickets(String kind, Map<String, Integer> most) {
    tickets = kind;
    besideTickets.putAll(most);
    return this;
  }

  /** The lines of a run over these kinds of connection, each cut in its way. */
  public List<String> lines(List<String> kinds, Map<String, Cut> cuts) {
    return baseline.values().stream()
        .filter(line -> kinds.contains(line.kind()))
        .map(line -> cuts.containsKey(line.kind()) ? line(line, cuts.get(line.kind())) : line)
        .map(WireLine::toString)
        .collect(Collectors.toList());
  }

  private WireLine line(WireLine was, Cut cut) {
    // The contract leaves a payload of no bytes to the library.
    if (was.size() == 0) {
      return was;
    }
    if (was.onSocket()) {
      return socket(was, cut);
    }
    boolean behindTickets =
        was.first() && was.name().startsWith(tickets + " " + was.transport() + " server ");
    if (!behindTickets) {
      return engine(was, cut, NO_LIMIT, 0);
    }
    if (splits(cut, true, was.size())) {
      return engine(was, cut, besideTickets.get(was.transport()), 1);
    }
    // How many calls the tickets take is the library's own; the payload's records are not.
    WireLine whole = engine(was, cut, NO_LIMIT, 0);
    return was.with(whole.records(), was.left(), whole.wire());
  }

  /** One write: a single 1-byte record in front, and only it shares its transport write. */
  private WireLine socket(WireLine was, Cut cut) {
    boolean split = splits(cut, was.first(), was.size());
    List<Integer> records = new ArrayList<>();
    int rest = was.size();
    if (split) {
      records.add(1);
      rest--;
    }
    for (int largest = fragment(was.kind()); rest > 0; rest -= largest) {
      records.add(Math.min(rest, largest));
    }
    List<Integer> writes = new ArrayList<>(Collections.nCopies(records.size(), 1));
    if (split) {
      writes.remove(0);
      writes.set(0, 2);
    }
    return was.with(records, "writes=" + WireLine.join(writes), wire(was.kind(), records));
  }

  /**
   * As many wraps as it takes, each of them a payload of its own.
   *
   * @param most what the first of them takes at most
   * @param others records that leave with it
   */
  private WireLine engine(WireLine was, Cut cut, int most, int others) {
    List<Integer> records = new ArrayList<>();
    List<String> wraps = new ArrayList<>();
    List<Integer> writes = new ArrayList<>();
    boolean first = was.first();
    int before = others;
    int limit = most;
    for (int rest = was.size(); rest > 0; first = false) {
      int payload = Math.min(was.inNetty() ? Math.min(rest, NETTY_PAYLOAD) : rest, limit);
      boolean split = splits(cut, first, payload);
      int fragment = Math.min(split ? payload - 1 : payload, fragment(was.kind()));
      if (split) {
        records.add(1);
      }
      records.add(fragment);
      int consumed = split ? fragment + 1 : fragment;
      int together = before + (split ? 2 : 1);
      wraps.add("OK/" + consumed + "/" + together);
      writes.add(together);
      rest -= consumed;
      before = 0;
      limit = NO_LIMIT;
    }
    String left =
        was.inNetty() ? "writes=" + WireLine.join(writes) : "wraps=" + String.join(",", wraps);
    return was.with(records, left, wire(was.kind(), records));
  }

  private static boolean splits(Cut cut, boolean first, int size) {
    return size > 1 && (cut == Cut.SPLIT || (cut == Cut.FIRST_WHOLE && !first));
  }

  private int fragment(String kind) {
    return baseline.values().stream()
        .filter(line -> line.kind().equals(kind))
        .flatMap(line -> line.records().stream())
        .max(Integer::compare)
        .orElseThrow();
  }

  private List<Integer> wire(String kind, List<Integer> records) {
    return records.stream().map(n -> wire(kind, n)).collect(Collectors.toList());
  }

  private int wire(String kind, int plain) {
    return switch (kind) {
      case "TLSv1/CBC" -> 5 + blocks(plain);
      case "TLSv1.2/CBC" -> 5 + 16 + blocks(plain);
      default -> plain + overhead(kind);
    };
  }

  private int overhead(String kind) {
    return baseline.values().stream()
        .filter(line -> line.kind().equals(kind) && line.size() > 0)
        .mapToInt(line -> line.wire().get(0) - line.records().get(0))
        .findFirst()
        .orElseThrow();
  }

  /** Data, 20 bytes of SHA-1 and at least one byte of padding, in AES blocks. */
  public static int blocks(int plain) {
    return (plain + 20 + 1 + 15) / 16 * 16;
  }
}
