package io.github.recordsplit.beast;

import io.github.recordsplit.apps.ConnectionThread;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The attacker's place between client and server, for one connection: it hands on every byte
 * unchanged and notes the records that the client sends. It has no key.
 */
final class Wire implements AutoCloseable {
  /** AES. */
  static final int BLOCK = 16;

  private static final int HEADER = 5;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int APPLICATION_DATA = 23;
  private static final int PATIENCE_SECONDS = 20;

  /** One byte, HMAC-SHA1 and padding: nothing else that the client sends is as short as this. */
  private static final int ONE_BYTE = 2 * BLOCK;

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  private final int server;
  private byte[] lastBlock;

  private record Sent(int type, byte[] body) {}

  Wire(int server) throws IOException {
    this.server = server;
    ConnectionThread.start("wire", this::connect);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Waits for the end of the handshake: from then on the client encrypts. */
  void awaitFinished() throws InterruptedException {
    while (next().type != CHANGE_CIPHER_SPEC) {
      // Nothing in it is encrypted.
    }
    next();
  }

  /** Waits for a payload; its records, encrypted. */
  List<byte[]> payload() throws InterruptedException {
    List<byte[]> records = new ArrayList<>();
    do {
      records.add(applicationData());
    } while (records.size() == 1 && isSplit(records));
    return records;
  }

  static boolean isSplit(List<byte[]> payload) {
    return payload.get(0).length == ONE_BYTE;
  }

  /** What TLS 1.0 combines the client's next block with before it encrypts that. */
  byte[] nextIv() {
    return lastBlock;
  }

  private byte[] applicationData() throws InterruptedException {
    Sent record = next();
    while (record.type != APPLICATION_DATA) {
      record = next();
    }
    return record.body;
  }

  private Sent next() throws InterruptedException {
    Sent record = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (record == null) {
      throw new AssertionError("the client sends nothing more");
    }
    int length = record.body.length;
    lastBlock = Arrays.copyOfRange(record.body, Math.max(0, length - BLOCK), length);
    return record;
  }

  private void connect() throws IOException {
    try (Socket client = listener.accept();
        Socket toServer = new Socket(InetAddress.getLoopbackAddress(), server)) {
      toServer.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      ConnectionThread.start(
          "wire", () -> toServer.getInputStream().transferTo(client.getOutputStream()));
      watch(new DataInputStream(client.getInputStream()), toServer.getOutputStream());
    }
  }

  private void watch(DataInputStream client, OutputStream toServer) throws IOException {
    while (true) {
      byte[] header = new byte[HEADER];
      client.readFully(header);
      byte[] body = new byte[((header[3] & 0xff) << 8) | (header[4] & 0xff)];
      client.readFully(body);
      toServer.write(header);
      toServer.write(body);
      sent.add(new Sent(header[0], body));
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
