package io.github.recordsplit.apps;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Answers each line with that line reversed, in one payload, over channels of the JDK and engines
 * that are told nothing of their peers. Ways to get from the one to the other:
 *
 * <ul>
 *   <li>{@code selector}: one thread, whose one buffer has the bytes of all connections in turn;
 *   <li>{@code workers}: the same, but other threads decrypt what it copied for them;
 *   <li>{@code thinkers}: the same, and each answer waits for a byte of stdin;
 *   <li>{@code scatter}: a record's header and its rest are read into buffers of their own;
 *   <li>{@code asynchronous}: completion handlers, on threads of the JDK's pool;
 *   <li>{@code streams}: a thread for each connection, which has no channel.
 * </ul>
 */
public final class ChannelServer {
  private static final int WORKERS = 4;
  private static final int HEADER = 5;
  private static final Semaphore THOUGHT = new Semaphore(0);
  private static final AtomicInteger THINKING = new AtomicInteger();

  private final SSLContext context = UnderTest.context();
  private final ExecutorService[] workers = new ExecutorService[WORKERS];
  private int accepted;

  private ChannelServer() throws Exception {}

  /** The way; the port that it chose is its first line of output. It serves until stdin ends. */
  public static void main(String[] args) throws Exception {
    ChannelServer server = new ChannelServer();
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (args[0].equals("streams")) {
      ServerSocket listener = new ServerSocket();
      listener.bind(anyPort);
      start(() -> server.accept(listener));
      tell((InetSocketAddress) listener.getLocalSocketAddress());
    } else if (args[0].equals("asynchronous")) {
      AsynchronousServerSocketChannel listener =
          AsynchronousServerSocketChannel.open().bind(anyPort, 1000);
      server.accept(listener);
      tell((InetSocketAddress) listener.getLocalAddress());
    } else {
      ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort, 1000);
      listener.configureBlocking(false);
      start(() -> server.select(listener, args[0]));
      tell((InetSocketAddress) listener.getLocalAddress());
    }
    while (System.in.read() >= 0) {
      THOUGHT.release();
    }
    System.exit(0);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  private static void tell(InetSocketAddress listener) {
    System.out.println("port " + listener.getPort());
  }

  private Endpoint endpoint() throws IOException {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(new String[] {Kind.TLS_1_0_CBC.protocol});
    engine.setEnabledCipherSuites(new String[] {Kind.TLS_1_0_CBC.suite});
    return new Endpoint(engine);
  }

  private void accept(ServerSocket listener) {
    try {
      while (true) {
        Socket socket = listener.accept();
        Endpoint endpoint = endpoint();
        start(() -> serve(socket, endpoint));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void serve(Socket socket, Endpoint endpoint) {
    byte[] buffer = new byte[1 << 15];
    try (Socket transport = socket) {
      InputStream in = transport.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        transport.getOutputStream().write(answer(endpoint, Arrays.copyOf(buffer, n)));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void select(ServerSocketChannel listener, String way) {
    try {
      Selector selector = Selector.open();
      listener.register(selector, SelectionKey.OP_ACCEPT);
      ByteBuffer shared = ByteBuffer.allocateDirect(1 << 15);
      while (true) {
        selector.select();
        for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
          SelectionKey key = keys.next();
          keys.remove();
          if (key.isAcceptable()) {
            accept(listener.accept(), selector, way);
          } else {
            ((Conversation) key.attachment()).read(key, shared);
          }
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept(SocketChannel channel, Selector selector, String way) throws IOException {
    channel.configureBlocking(false);
    Conversation conversation = new Conversation(channel, endpoint(), way.equals("scatter"));
    conversation.thinks = way.equals("thinkers");
    if (way.equals("workers") || way.equals("thinkers")) {
      int worker = accepted++ % WORKERS;
      if (workers[worker] == null) {
        workers[worker] = Executors.newSingleThreadExecutor();
      }
      conversation.worker = workers[worker];
    }
    channel.register(selector, SelectionKey.OP_READ, conversation);
  }

  /** Takes what arrived; what is to be sent, handshake and answer. */
  private static byte[] answer(Endpoint endpoint, byte[] arrived) throws IOException {
    return answer(endpoint, arrived, false);
  }

  private static byte[] answer(Endpoint endpoint, byte[] arrived, boolean thinks)
      throws IOException {
    endpoint.receive(arrived);
    byte[] line = endpoint.received();
    if (line.length > 0 && line[line.length - 1] == '\n') {
      if (thinks) {
        System.out.println("thinking " + THINKING.incrementAndGet());
        THOUGHT.acquireUninterruptibly();
      }
      endpoint.mark();
      String text = new String(line, 0, line.length - 1, StandardCharsets.US_ASCII);
      String reply = new StringBuilder(text).reverse().append('\n').toString();
      endpoint.wrap(ByteBuffer.wrap(reply.getBytes(StandardCharsets.US_ASCII)));
    }
    return endpoint.takeOutbound();
  }

  private static final class Conversation {
    private final SocketChannel channel;
    private final Endpoint endpoint;
    private final boolean scatter;
    private ExecutorService worker;
    private boolean thinks;

    Conversation(SocketChannel channel, Endpoint endpoint, boolean scatter) {
      this.channel = channel;
      this.endpoint = endpoint;
      this.scatter = scatter;
    }

    void read(SelectionKey key, ByteBuffer shared) throws IOException {
      byte[] arrived = scatter ? scattered() : gathered(shared);
      if (arrived == null) {
        key.cancel();
        channel.close();
      } else if (worker == null) {
        send(arrived);
      } else {
        worker.execute(() -> send(arrived));
      }
    }

    private byte[] gathered(ByteBuffer shared) throws IOException {
      shared.clear();
      if (channel.read(shared) < 0) {
        return null;
      }
      shared.flip();
      byte[] arrived = new byte[shared.remaining()];
      shared.get(arrived);
      return arrived;
    }

    private byte[] scattered() throws IOException {
      byte[] all = new byte[1 << 15];
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      ByteBuffer rest = ByteBuffer.allocateDirect(all.length - HEADER);
      if (channel.read(new ByteBuffer[] {header, rest}) < 0) {
        return null;
      }
      header.flip();
      rest.flip();
      int first = header.remaining();
      header.get(all, 0, first);
      int second = rest.remaining();
      rest.get(all, first, second);
      return Arrays.copyOf(all, first + second);
    }

    private void send(byte[] arrived) {
      try {
        ByteBuffer due = ByteBuffer.wrap(answer(endpoint, arrived, thinks));
        while (due.hasRemaining()) {
          channel.write(due);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void accept(AsynchronousServerSocketChannel listener) {
    listener.accept(
        null,
        new Handler<AsynchronousSocketChannel>() {
          @Override
          void done(AsynchronousSocketChannel channel) throws IOException {
            accept(listener);
            ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 15);
            read(channel, endpoint(), buffer);
          }
        });
  }

  private static void read(
      AsynchronousSocketChannel channel, Endpoint endpoint, ByteBuffer buffer) {
    buffer.clear();
    channel.read(
        buffer,
        null,
        new Handler<Integer>() {
          @Override
          void done(Integer count) throws Exception {
            if (count < 0) {
              channel.close();
              return;
            }
            buffer.flip();
            byte[] arrived = new byte[buffer.remaining()];
            buffer.get(arrived);
            ByteBuffer due = ByteBuffer.wrap(answer(endpoint, arrived));
            while (due.hasRemaining()) {
              channel.write(due).get();
            }
            read(channel, endpoint, buffer);
          }
        });
  }

  /** Fails loudly. */
  private abstract static class Handler<R> implements CompletionHandler<R, Void> {
    abstract void done(R result) throws Exception;

    @Override
    public void completed(R result, Void nothing) {
      try {
        done(result);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void failed(Throwable cause, Void nothing) {
      throw new IllegalStateException(cause);
    }
  }
}
