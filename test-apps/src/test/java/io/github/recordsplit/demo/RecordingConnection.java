package io.github.recordsplit.demo;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/**
 * The server's end of one connection. It hands its engine one record at a time, so that what comes
 * out of the engine is that record's plaintext, and an empty record would show too.
 */
final class RecordingConnection {
  private static final int HEADER = 5;
  private static final int APPLICATION_DATA = 23;
  private static final int LARGEST = 1 << 15;

  private final SSLEngine engine;
  private final DataInputStream in;
  private final OutputStream out;
  private final List<List<Integer>> requests;
  private final ByteBuffer plain = ByteBuffer.allocate(LARGEST);
  private final ByteBuffer wrapped = ByteBuffer.allocate(LARGEST);

  RecordingConnection(SSLContext context, Socket socket, List<List<Integer>> requests)
      throws IOException {
    this.requests = requests;
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(Server.PROTOCOL);
    engine.setEnabledCipherSuites(Server.SUITE);
  }

  /** Until the client leaves. */
  void serve() throws IOException {
    engine.beginHandshake();
    List<Integer> lengths = new ArrayList<>();
    boolean http = false;
    while (!engine.isInboundDone()) {
      settle();
      byte[] record = nextRecord();
      if (record.length == 0) {
        return;
      }
      plain.clear();
      engine.unwrap(ByteBuffer.wrap(record), plain);
      if (record[0] == APPLICATION_DATA) {
        http |= requests.isEmpty() && plain.position() > 0 && plain.get(0) == 'G';
        lengths.add(plain.position());
        if (endsLine()) {
          requests.add(List.copyOf(lengths));
          lengths.clear();
          reply(http);
        }
      }
    }
  }

  /** Does what the handshake wants of this side. */
  private void settle() throws IOException {
    while (true) {
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
      } else if (status == HandshakeStatus.NEED_WRAP) {
        send(ByteBuffer.allocate(0));
      } else {
        return;
      }
    }
  }

  /** Both protocols end a request so, and neither client writes half a request. */
  private boolean endsLine() {
    return plain.position() > 0 && plain.get(plain.position() - 1) == '\n';
  }

  private byte[] nextRecord() throws IOException {
    byte[] header = new byte[HEADER];
    try {
      in.readFully(header);
    } catch (EOFException e) {
      return new byte[0];
    }
    int length = ByteBuffer.wrap(header).getShort(HEADER - 2) & 0xffff;
    byte[] record = Arrays.copyOf(header, HEADER + length);
    in.readFully(record, HEADER, length);
    return record;
  }

  private void reply(boolean http) throws IOException {
    byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    ByteBuffer reply = ByteBuffer.allocate(LARGEST);
    if (http) {
      reply.put(head);
    }
    reply.put(SocketClient.line());
    reply.flip();
    send(reply);
  }

  private void send(ByteBuffer source) throws IOException {
    wrapped.clear();
    engine.wrap(source, wrapped);
    out.write(wrapped.array(), 0, wrapped.position());
  }
}
