package io.github.recordsplit.apps;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A connection that many threads write on, each record of which is looked at. */
abstract class Line implements AutoCloseable {
  static final Kind KIND = Kind.TLS_1_0_CBC;

  final Stamped stamped;

  Line(int writers, boolean large) {
    stamped = new Stamped(writers, large);
  }

  abstract void write(byte[] payload) throws Exception;

  abstract SSLSession session();

  /** Ends it, and waits until all of it has been received. */
  @Override
  public abstract void close() throws IOException;

  /** An engine, which its owner locks, as engines want it. */
  static final class OfEngine extends Line {
    private final ReentrantLock lock = new ReentrantLock();
    private final Endpoint peer;
    private final EngineSender sender;

    OfEngine(SSLContext context, boolean unknown, int port, int writers) throws Exception {
      super(writers, false); // what one wrap leaves over is a payload of its own
      SSLEngine engine = KIND.engine(context, true, port);
      peer = new Endpoint(KIND.engine(context, false, port));
      sender =
          new EngineSender(new Endpoint(unknown ? new DelegatingEngine(engine) : engine), peer);
      peer.mark();
    }

    @Override
    void write(byte[] payload) throws Exception {
      lock.lock();
      try {
        sender.send(payload);
        stamped.take(peer);
      } finally {
        lock.unlock();
      }
    }

    @Override
    SSLSession session() {
      return sender.session();
    }

    @Override
    public void close() {
      stamped.rest();
    }
  }

  /** A socket over the loopback interface. */
  static final class OfSocket extends Line {
    private final Endpoint peer;
    private final SSLSocket socket;
    private final Thread reader;
    private volatile Throwable failure;

    OfSocket(SSLContext context, Senders senders, int writers) throws Exception {
      super(writers, true);
      InetAddress loopback = InetAddress.getLoopbackAddress();
      try (ServerSocket listener = new ServerSocket(0, 1, loopback)) {
        SSLSocket made =
            (SSLSocket)
                context.getSocketFactory().createSocket("localhost", listener.getLocalPort());
        made.setSSLParameters(KIND.parameters());
        socket = senders.around(made);
        Socket accepted = listener.accept();
        peer = new Endpoint(KIND.engine(context, false, listener.getLocalPort()));
        reader = new Thread(() -> read(accepted));
      }
      reader.setDaemon(true);
      reader.start();
      socket.startHandshake();
    }

    private void read(Socket accepted) {
      byte[] buffer = new byte[1 << 15];
      try (Socket transport = accepted) {
        InputStream in = transport.getInputStream();
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          peer.receive(Arrays.copyOf(buffer, length));
          transport.getOutputStream().write(peer.takeOutbound());
          stamped.take(peer);
        }
        stamped.rest();
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
        e.printStackTrace();
      }
    }

    @Override
    void write(byte[] payload) throws IOException {
      socket.getOutputStream().write(payload);
    }

    @Override
    SSLSession session() {
      return socket.getSession();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      try {
        reader.join(20_000);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (failure != null || reader.isAlive()) {
        throw new IllegalStateException("the receiver did not end well", failure);
      }
    }
  }
}
