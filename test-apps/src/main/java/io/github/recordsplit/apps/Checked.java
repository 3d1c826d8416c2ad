package io.github.recordsplit.apps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** One connection in memory, which tells in one word what its payloads become. */
final class Checked {
  final String name;
  private final Sender sender;
  private final Endpoint peer;
  private final List<byte[]> records;

  private Checked(String name, Sender sender, Endpoint peer, List<byte[]> records) {
    this.name = name;
    this.sender = sender;
    this.peer = peer;
    this.records = records;
  }

  /**
   * Opens one.
   *
   * @param transport {@code socket}, {@code engine}, {@code unknown} (an engine around one of the
   *     JDK's), {@code anonymous} (the same, and only the outer one names its peer), {@code plain}
   *     (a client's socket of an unknown library, whose records are what it writes)
   */
  static Checked open(SSLContext underTest, Kind kind, String transport, boolean client, int port)
      throws Exception {
    String name = transport + (client ? " client " : " server ") + port;
    if (transport.equals("plain")) {
      PlainSender plain = new PlainSender("localhost", port);
      return new Checked(name, plain, null, plain.records());
    }
    Endpoint peer = new Endpoint(kind.engine(SSLContext.getDefault(), !client, port));
    Sender sender =
        transport.equals("socket")
            ? new SocketSender(underTest, kind, client, peer, port)
            : new EngineSender(
                new Endpoint(engine(underTest, kind, transport, client, port)), peer);
    return new Checked(name, sender, peer, null);
  }

  private static SSLEngine engine(
      SSLContext context, Kind kind, String transport, boolean client, int port) {
    if (transport.equals("anonymous")) {
      SSLEngine below = context.createSSLEngine();
      below.setUseClientMode(client);
      below.setSSLParameters(kind.parameters());
      return new DelegatingEngine(below, "localhost", port);
    }
    SSLEngine engine = kind.engine(context, client, port);
    return transport.equals("unknown") ? new DelegatingEngine(engine) : engine;
  }

  /** Sends a payload; one word, or all lengths where nobody cuts so. */
  String send(int length) throws Exception {
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) length);
    List<Integer> lengths = peer == null ? plain(payload) : encrypted(payload);
    if (lengths.equals(Arrays.asList(length))) {
      return "whole";
    }
    return lengths.equals(Arrays.asList(1, length - 1)) ? "split" : lengths.toString();
  }

  private List<Integer> encrypted(byte[] payload) throws Exception {
    peer.mark();
    sender.send(payload);
    if (!Arrays.equals(payload, peer.received())) {
      throw new IllegalStateException("not the payload that was sent");
    }
    return peer.plainLengths;
  }

  private List<Integer> plain(byte[] payload) throws Exception {
    records.clear();
    sender.send(payload);
    List<Integer> lengths = new ArrayList<>();
    for (byte[] record : records) {
      lengths.add(record.length);
    }
    return lengths;
  }
}
