package io.github.recordsplit.tools.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Passes connections on to a server, and tells the lengths of their records and whether each end
 * splits: it has no key, and takes part in no handshake.
 */
public final class Tap {
  /** Others wait until one ends: each has two threads and their buffers. */
  private static final int MOST_OPEN = 500;

  private static final int BACKLOG = 200;

  private final String host;
  private final int port;
  private final Semaphore free = new Semaphore(MOST_OPEN);
  private boolean json;
  private int connections = Integer.MAX_VALUE;
  private long seconds;

  /** A tap that leads to a server. */
  public Tap(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Tells it in JSON. */
  public Tap json(boolean forPrograms) {
    json = forPrograms;
    return this;
  }

  /** Ends after so many connections. */
  public Tap connections(int count) {
    connections = count;
    return this;
  }

  /** Ends after so long; 0 is never. */
  public Tap seconds(long time) {
    seconds = time;
    return this;
  }

  /**
   * Serves.
   *
   * @return whether nothing was seen whole that should be split
   */
  public boolean serve(String address, int listen, PrintStream out) throws CannotTellException {
    Taps taps = new Taps(out, json);
    try (ServerSocket listener = new ServerSocket()) {
      listener.bind(new InetSocketAddress(InetAddress.getByName(address), listen), BACKLOG);
      String to = Request.authority(host) + ':' + port;
      taps.listening(listener.getInetAddress().getHostAddress(), listener.getLocalPort(), to);
      Runtime.getRuntime().addShutdownHook(new Thread(taps::end));
      endInTime(listener);
      accept(listener, taps);
    } catch (IOException e) {
      throw new CannotTellException(
          "cannot listen on " + address + " port " + listen + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    taps.end();
    return !taps.anyWhole();
  }

  private void endInTime(ServerSocket listener) {
    if (seconds > 0) {
      TimerTask close =
          new TimerTask() {
            @Override
            public void run() {
              try {
                listener.close();
                // Whoever waits for connections that are open waits no more.
                free.release(MOST_OPEN);
              } catch (IOException e) {
                // It is closed.
              }
            }
          };
      new Timer("tap time limit", true).schedule(close, TimeUnit.SECONDS.toMillis(seconds));
    }
  }

  private void accept(ServerSocket listener, Taps taps) throws IOException, InterruptedException {
    for (int i = 1; i <= connections; i++) {
      free.acquire();
      Socket socket;
      try {
        socket = listener.accept();
      } catch (SocketException timeIsOver) {
        if (listener.isClosed()) {
          return;
        }
        throw timeIsOver;
      }
      TapConnection connection = new TapConnection(i, socket, taps);
      taps.begin(connection);
      Thread thread = new Thread(() -> pass(connection), "tap " + i);
      thread.setDaemon(true);
      thread.start();
    }
    free.acquire(MOST_OPEN);
  }

  private void pass(TapConnection connection) {
    try {
      connection.run(host, port);
    } finally {
      free.release();
    }
  }
}
