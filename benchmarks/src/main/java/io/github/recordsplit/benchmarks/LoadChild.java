package io.github.recordsplit.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends requests to a server when told to. Arguments: {@code nginx}, {@code postgres}, or {@code
 * socket} and {@code socket-nodelay} for one that answers as {@link ReplyServer} does; and a port.
 * Each line on stdin is the bytes of a reply, a number of threads with a connection each, and how
 * many requests they send altogether; it is answered with the median and the 99th percentile of a
 * request in nanoseconds, and how many there were in a second.
 */
public final class LoadChild {
  private LoadChild() {}

  /** Sends one request, and reads its reply. */
  private interface Talk extends AutoCloseable {
    void request() throws IOException, SQLException;

    @Override
    default void close() throws IOException, SQLException {}
  }

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    int port = Integer.parseInt(args[1]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      int reply = Integer.parseInt(words[0]);
      Callable<Talk> open = () -> open(args[0], port, reply);
      System.out.println(load(open, Integer.parseInt(words[1]), Integer.parseInt(words[2])));
    }
  }

  private static Talk open(String kind, int port, int reply)
      throws IOException, GeneralSecurityException, SQLException {
    return switch (kind) {
      case "nginx" -> http(port, reply);
      case "postgres" -> sql(port, reply);
      default -> socket(port, reply, !kind.endsWith("-nodelay"));
    };
  }

  private static String load(Callable<Talk> open, int threads, int requests)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<double[]>> results = new ArrayList<>();
      long start = System.nanoTime();
      for (int i = 0; i < threads; i++) {
        results.add(pool.submit(() -> requests(open, requests / threads)));
      }
      double[] nanos = new double[requests / threads * threads];
      int at = 0;
      for (Future<double[]> result : results) {
        System.arraycopy(result.get(), 0, nanos, at, result.get().length);
        at += result.get().length;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return Numbers.percentile(nanos, 50)
          + " "
          + Numbers.percentile(nanos, 99)
          + " "
          + nanos.length / seconds;
    } finally {
      pool.shutdown();
    }
  }

  private static double[] requests(Callable<Talk> open, int count) throws Exception {
    try (Talk talk = open.call()) {
      talk.request(); // its handshake is not counted
      double[] nanos = new double[count];
      for (int i = 0; i < count; i++) {
        long start = System.nanoTime();
        talk.request();
        nanos[i] = System.nanoTime() - start;
      }
      return nanos;
    }
  }

  private static Talk http(int port, int reply) throws IOException {
    URL url = new URL("https://localhost:" + port + "/" + reply);
    return () -> {
      try (InputStream body = url.openConnection().getInputStream()) {
        check(body.readAllBytes().length, reply);
      }
    };
  }

  private static Talk sql(int port, int reply) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&sslmode=require");
    PreparedStatement select = connection.prepareStatement("select repeat('x', " + reply + ")");
    return new Talk() {
      @Override
      public void request() throws IOException, SQLException {
        try (ResultSet row = select.executeQuery()) {
          row.next();
          check(row.getString(1).length(), reply);
        }
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }

  private static Talk socket(int port, int reply, boolean nagle)
      throws IOException, GeneralSecurityException {
    InetAddress server = InetAddress.getLoopbackAddress();
    Client client = Client.connect(Shape.PLAIN, nagle, server, port);
    return new Talk() {
      @Override
      public void request() throws IOException {
        long unused = client.median(reply, 1);
      }

      @Override
      public void close() throws IOException {
        client.close();
      }
    };
  }

  private static void check(int length, int expected) throws IOException {
    if (length != expected) {
      throw new IOException("a reply of " + length + " bytes");
    }
  }
}
