package io.github.recordsplit.tools.probe;

import com.grack.nanojson.JsonObject;
import io.github.recordsplit.tls.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One connection that is passed through; what is seen of it is told as it comes. */
final class TapConnection {
  private static final int CONNECT_TIMEOUT = 10_000;

  private final int number;
  private final Socket client;
  private final Taps taps;
  private final TapSide ofClient = new TapSide("client", this);
  private final TapSide ofServer = new TapSide("server", this);
  private volatile ServerHello hello;
  private volatile String trouble;

  TapConnection(int number, Socket client, Taps taps) {
    this.number = number;
    this.client = client;
    this.taps = taps;
    ofClient.other(ofServer);
    ofServer.other(ofClient);
  }

  /** Passes on until both ends have ended. */
  void run(String host, int port) {
    try (Socket in = client;
        Socket server = new Socket()) {
      taps.line(number + " from " + address());
      server.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT);
      in.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread back = new Thread(() -> pass(server, in, ofServer, " < "), "tap " + number);
      back.setDaemon(true);
      back.start();
      pass(in, server, ofClient, " > ");
      back.join();
    } catch (IOException e) {
      trouble = "no connection to the server: " + (e.getMessage() == null ? e : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      taps.end(this);
    }
  }

  /** The end of one direction leaves the other open; an error is an error of both. */
  private void pass(Socket from, Socket to, TapSide side, String arrow) {
    byte[] chunk = new byte[1 << 15];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        // Told before it is passed on: else the answer could be told before what it answers.
        String line = side.read(chunk, n);
        if (line != null) {
          taps.line(number + arrow + line);
        }
        out.write(chunk, 0, n);
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      reset(from);
      reset(to);
    }
  }

  /** What one end did to its connection is done to the other's, too. */
  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed already.
    }
  }

  /** What the server chose; null is what is none. */
  void hello(ServerHello chosen) {
    hello = chosen == null ? hello : chosen;
  }

  private String address() {
    return client.getInetAddress().getHostAddress() + ':' + client.getPort();
  }

  private String protocol() {
    return hello == null ? null : hello.version.toString();
  }

  private String cipher() {
    return hello == null ? null : OldSuites.name(hello.suite);
  }

  Splitting ofClient() {
    return splitting(ofClient);
  }

  Splitting ofServer() {
    return splitting(ofServer);
  }

  private Splitting splitting(TapSide side) {
    ServerHello chosen = hello;
    if (chosen == null) {
      return Splitting.unknown(trouble != null ? trouble : "no TLS handshake was seen", side.sent);
    }
    if (!chosen.version.isOld()) {
      return Splitting.unknown(chosen.version + " needs no splitting", side.sent);
    }
    if (!OldSuites.isCbc(chosen.suite)) {
      boolean known = OldSuites.isKnown(chosen.suite);
      String why = known ? cipher() + " needs no splitting" : "cipher suite " + cipher();
      return Splitting.unknown(why, side.sent);
    }
    boolean ssl3 = chosen.version == Version.SSL3;
    CbcLengths lengths = new CbcLengths(OldSuites.block(chosen.suite), chosen.encryptThenMac, ssl3);
    return side.isTight(lengths)
        ? Splitting.of(side.sent, lengths)
        : Splitting.unknown("its padding hides lengths", side.sent);
  }

  /** The lines for a person, one for each end. */
  String lines() {
    return line(ofClient, ofClient()) + System.lineSeparator() + line(ofServer, ofServer());
  }

  private String line(TapSide side, Splitting splitting) {
    String on = hello == null ? "" : ", on " + protocol() + ' ' + cipher() + splitting.shown();
    return number + " " + side.name + " sends: " + splitting.reason() + on;
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.put("connection", number);
    json.put("from", address());
    json.put("protocol", protocol());
    json.put("cipher", cipher());
    json.put("error", trouble);
    json.put("client", json(ofClient, ofClient()));
    json.put("server", json(ofServer, ofServer()));
    return json;
  }

  private static JsonObject json(TapSide side, Splitting splitting) {
    JsonObject json = splitting.json();
    json.put("bytesBeforeTls", side.plain());
    return json;
  }
}
