package io.github.recordsplit.apps;

import java.io.OutputStream;
import java.util.List;
import javax.net.ssl.SSLSession;

/** A socket of a library that nobody knows, whose stream was handed out when it was made. */
final class PlainSender implements Sender {
  private final LockingSocket socket;
  private final OutputStream out;

  PlainSender(String host, int port) {
    socket = new LockingSocket(false, host, port);
    out = socket.getOutputStream();
  }

  List<byte[]> records() {
    return socket.records;
  }

  @Override
  public String send(byte[] payload) throws Exception {
    out.write(payload);
    return "";
  }

  @Override
  public SSLSession session() {
    return socket.getSession();
  }
}
