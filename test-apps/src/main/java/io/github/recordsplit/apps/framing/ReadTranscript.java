package io.github.recordsplit.apps.framing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Prints what an application sees of payloads that its peer sends whole, or as one byte and the
 * rest: each read and what is available after it, and each {@code unwrap}.
 */
public final class ReadTranscript {
  private final boolean split;
  private final String protocol;
  private final int[] sizes;

  private ReadTranscript(boolean split, String protocol) {
    this.split = split;
    this.protocol = protocol;
    // Where a peer may split by itself, what follows one byte is taken for the rest of it.
    sizes =
        protocol.equals("TLSv1") ? new int[] {2, 3, 100, 16_000} : new int[] {1, 2, 3, 100, 16_000};
  }

  /** Told "whole" or "split", and a protocol. */
  public static void main(String[] args) throws Exception {
    ReadTranscript transcript = new ReadTranscript(args[0].equals("split"), args[1]);
    transcript.ofSocket();
    transcript.ofEngine();
  }

  private void send(int port, int times) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            SSLSocketFactory.getDefault().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setEnabledProtocols(new String[] {protocol});
      socket.setTcpNoDelay(true);
      for (int i = 0; i < times; i++) {
        for (int size : sizes) {
          send(socket, payload(size));
        }
      }
    }
  }

  private void send(SSLSocket socket, byte[] payload) throws IOException {
    int first = split && payload.length > 1 ? 1 : payload.length;
    socket.getOutputStream().write(payload, 0, first);
    if (first < payload.length) {
      socket.getOutputStream().write(payload, first, payload.length - first);
    }
  }

  private static byte[] payload(int size) {
    byte[] payload = new byte[size];
    for (int i = 0; i < size; i++) {
      payload[i] = (byte) (i * 31 + size);
    }
    return payload;
  }

  private void sendInThread(int port, int times) {
    Thread thread =
        new Thread(
            () -> {
              try {
                send(port, times);
              } catch (IOException e) {
                System.out.println(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void ofSocket() throws Exception {
    try (SSLServerSocket listener =
        (SSLServerSocket)
            SSLContext.getDefault()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      sendInThread(listener.getLocalPort(), 4);
      try (SSLSocket socket = (SSLSocket) listener.accept()) {
        InputStream in = socket.getInputStream();
        for (int size : sizes) {
          read(in, size, 1 << 15);
        }
        for (int size : sizes) {
          read(in, size, 7);
        }
        for (int size : sizes) {
          bytes(in, size);
        }
        for (int size : sizes) {
          skip(in, size);
        }
        System.out.println("end " + in.read() + " " + in.available());
      }
    }
  }

  private static void read(InputStream in, int size, int most) throws IOException {
    byte[] all = new byte[size];
    StringBuilder line = new StringBuilder("read " + size + ":");
    for (int n = 0; n < size; ) {
      int length = in.read(all, n, Math.min(most, size - n));
      line.append(' ').append(length).append('/').append(in.available());
      n += length;
    }
    print(line, all);
  }

  private static void bytes(InputStream in, int size) throws IOException {
    byte[] all = new byte[size];
    StringBuilder line = new StringBuilder("bytes " + size + ":");
    for (int n = 0; n < size; n++) {
      all[n] = (byte) in.read();
      if (n < 4) {
        line.append(' ').append(in.available());
      }
    }
    print(line, all);
  }

  private static void skip(InputStream in, int size) throws IOException {
    long skipped = in.skip(size / 2);
    byte[] all = new byte[(int) (size - skipped)];
    int n = in.read(all);
    StringBuilder line = new StringBuilder("skip " + size + ": " + skipped + " read " + n);
    for (int more = 0; n < all.length; n += more) {
      more = in.read(all, n, all.length - n);
      line.append(' ').append(more);
    }
    print(line.append('/').append(in.available()), all);
  }

  private static void print(StringBuilder line, byte[] all) {
    System.out.println(line.append(" = ").append(Arrays.hashCode(all)));
  }

  private void ofEngine() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      sendInThread(listener.socket().getLocalPort(), 1);
      SSLEngine engine = SSLContext.getDefault().createSSLEngine();
      engine.setUseClientMode(false);
      SocketChannel accepted = listener.accept();
      try (EngineChannel channel = new EngineChannel(accepted, engine)) {
        ByteBuffer message = channel.newMessage();
        int before = 0;
        while (channel.unwrap(message)) {
          if (message.position() > before) {
            System.out.println("unwrap " + (message.position() - before));
            before = message.position();
          }
        }
        System.out.println("end " + Arrays.hashCode(EngineChannel.take(message)));
      }
    }
  }
}
