package io.github.recordsplit.tools.probe;

import com.grack.nanojson.JsonObject;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells what {@link Tap} sees, and sums up. */
final class Taps {
  private final PrintStream out;
  private final boolean json;
  private final Set<TapConnection> open = new LinkedHashSet<>();
  private final Map<String, Integer> clients = new TreeMap<>();
  private final Map<String, Integer> servers = new TreeMap<>();
  private int all;
  private boolean anyWhole;
  private boolean isOver;

  Taps(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  synchronized void listening(String address, int port, String to) {
    if (json) {
      JsonObject listening = new JsonObject();
      listening.put("listening", port);
      listening.put("address", address);
      out.println(AsciiJson.of(listening));
    } else {
      out.println("listening on " + address + " port " + port + ", passing on to " + to);
    }
  }

  synchronized void begin(TapConnection connection) {
    open.add(connection);
  }

  /** For people only: a program has the same with the connection's end. */
  synchronized void line(String line) {
    if (!json && !isOver) {
      out.println(line);
    }
  }

  synchronized void end(TapConnection connection) {
    if (open.remove(connection)) {
      tell(connection);
    }
  }

  private void tell(TapConnection connection) {
    all++;
    Splitting ofClient = connection.ofClient();
    Splitting ofServer = connection.ofServer();
    anyWhole |= ofClient.isWhole() || ofServer.isWhole();
    clients.merge(ofClient.brief(), 1, Integer::sum);
    servers.merge(ofServer.brief(), 1, Integer::sum);
    out.println(json ? AsciiJson.of(connection.json()) : connection.lines());
  }

  /** Sums up, once; what is still open counts as it stands. */
  synchronized void end() {
    if (isOver) {
      return;
    }
    isOver = true;
    open.forEach(this::tell);
    open.clear();
    if (json) {
      JsonObject sum = new JsonObject();
      sum.put("connections", all);
      sum.put("clients", new JsonObject(clients));
      sum.put("servers", new JsonObject(servers));
      out.println(AsciiJson.of(sum));
    } else {
      out.println(all + (all == 1 ? " connection" : " connections"));
      if (all > 0) {
        out.println("clients send: " + Clients.words(clients));
        out.println("servers send: " + Clients.words(servers));
      }
    }
    out.flush();
  }

  /** Whether anything that should be split was seen whole. */
  synchronized boolean anyWhole() {
    return anyWhole;
  }
}
