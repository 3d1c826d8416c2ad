package io.github.recordsplit.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A TLS client in the test's own JVM that returns each reply with the records it came in. */
public final class RecordClient implements AutoCloseable {
  private final RecordChannel channel;
  private final Protocol protocol;

  private RecordClient(RecordChannel channel, Protocol protocol) {
    this.channel = channel;
    this.protocol = protocol;
  }

  /** Connects to a port of the loopback interface. */
  public static RecordClient connect(Tls tls, Protocol protocol, int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    return new RecordClient(new RecordChannel(socket, tls.client("localhost", port)), protocol);
  }

  /** One of many, from an address of the loopback interface. */
  public static RecordClient connect(Tls tls, Protocol protocol, int port, String from)
      throws IOException {
    Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName(from), 0);
    return new RecordClient(new RecordChannel(socket, tls.oneOfMany()), protocol);
  }

  /** Sends a request, as so many records, and waits for its reply. */
  public Message exchange(byte[]... request) throws IOException {
    for (byte[] record : request) {
      channel.write(record);
    }
    Message reply = Message.read(channel, protocol);
    if (reply == null) {
      throw new IOException("the server closed the connection");
    }
    return reply;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
