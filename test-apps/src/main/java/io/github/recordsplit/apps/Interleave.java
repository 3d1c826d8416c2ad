package io.github.recordsplit.apps;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Many threads write payloads on one socket; the receiver checks that each arrived in one piece.
 *
 * <p>A payload is one byte (128 + thread), or a header (thread, number, length) and bytes that
 * follow from the header, so that a byte of another thread in it is seen.
 */
public final class Interleave {
  private static final int THREADS = 16;
  private static final int PAYLOADS = 2000;
  private static final int HEADER = 9;
  private static final int ALONE = 128;

  private final int[] next = new int[THREADS];
  private int large;

  private Interleave() {}

  /** Each argument is a kind of connection as {@link Lengths} names it. */
  public static void main(String[] kinds) throws Exception {
    for (String kind : kinds) {
      if (Kind.available().contains(Kind.of(kind))) {
        new Interleave().run(Kind.of(kind));
      }
    }
  }

  private void run(Kind kind) throws Exception {
    SSLContext context = SSLContext.getDefault();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ExecutorService threads = Executors.newCachedThreadPool();
    try (SSLServerSocket listener =
        (SSLServerSocket)
            context.getServerSocketFactory().createServerSocket(0, THREADS, loopback)) {
      listener.setSSLParameters(kind.parameters());
      Future<Integer> received = threads.submit(() -> receive(listener));
      try (SSLSocket socket =
          (SSLSocket)
              UnderTest.context()
                  .getSocketFactory()
                  .createSocket("localhost", listener.getLocalPort())) {
        socket.setSSLParameters(kind.parameters());
        socket.startHandshake();
        sendAll(threads, socket);
        int count = received.get();
        System.out.println(kind.label + " payloads=" + count + " large=" + large + " mixed=0");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void sendAll(ExecutorService threads, SSLSocket socket) throws Exception {
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      writers.add(threads.submit(() -> send(thread, socket)));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
  }

  private static Void send(int thread, SSLSocket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    for (int number = 0; number < PAYLOADS; number++) {
      out.write(payload(thread, number));
    }
    return null;
  }

  private static byte[] payload(int thread, int number) {
    int size = size(thread, number);
    if (size < HEADER) {
      return new byte[] {(byte) (ALONE + thread)};
    }
    byte[] bytes = new byte[size];
    ByteBuffer.wrap(bytes).put((byte) thread).putInt(number).putInt(size);
    for (int i = HEADER; i < size; i++) {
      bytes[i] = content(thread, number, i);
    }
    return bytes;
  }

  /** 1 to 300 bytes; now and then more than one record holds. */
  private static int size(int thread, int number) {
    int random = ((thread * PAYLOADS + number) * 0x9E3779B9) >>> 8;
    return number % 200 == 199 ? 16380 + random % 20000 : 1 + random % 300;
  }

  private static byte content(int thread, int number, int index) {
    return (byte) (thread * 31 + number * 7 + index);
  }

  private int receive(SSLServerSocket listener) throws IOException {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      for (int i = 0; i < THREADS * PAYLOADS; i++) {
        check(in);
      }
      return THREADS * PAYLOADS;
    }
  }

  private void check(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int thread = first % ALONE;
    require(thread < THREADS, "no thread " + thread);
    int number = next[thread]++;
    int size = size(thread, number);
    require((size < HEADER) == (first >= ALONE), "another payload of thread " + thread);
    if (first < ALONE) {
      require(in.readInt() == number && in.readInt() == size, "header of thread " + thread);
      content(in, thread, number, size);
    }
  }

  private void content(DataInputStream in, int thread, int number, int size) throws IOException {
    byte[] rest = new byte[size - HEADER];
    in.readFully(rest);
    for (int i = 0; i < rest.length; i++) {
      require(rest[i] == content(thread, number, HEADER + i), "content of thread " + thread);
    }
    large += size > 16384 ? 1 : 0;
  }

  private static void require(boolean condition, String otherwise) throws IOException {
    if (!condition) {
      // Printed here: the writers fail because of it, and theirs would be the exception seen.
      System.err.println("mixed payloads: " + otherwise);
      throw new IOException(otherwise);
    }
  }
}
