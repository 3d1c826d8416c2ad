package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Answers each {@link Request} as it asks. */
public final class ReplyServer {
  private static final int BACKLOG = 128;

  private final SSLContext context;
  private final ServerSocket listener;
  private final Shape shape;

  private ReplyServer(SSLContext context, ServerSocket listener, Shape shape) {
    this.context = context;
    this.listener = listener;
    this.shape = shape;
  }

  /** Arguments: a {@link Shape} and an address. Prints its port, and goes on until stdin ends. */
  public static void main(String[] args) throws IOException, GeneralSecurityException {
    System.out.println(start(Shape.valueOf(args[0]), InetAddress.getByName(args[1])));
    while (System.in.read() >= 0) {
      // nobody says anything
    }
  }

  /** Serves for as long as this JVM lives, and tells its port. */
  static int start(Shape shape, InetAddress address) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getDefault();
    ServerSocket listener =
        shape == Shape.PLAIN
            ? context.getServerSocketFactory().createServerSocket(0, BACKLOG, address)
            : new HoldingServer(address);
    if (listener instanceof SSLServerSocket tls) {
      tls.setEnabledProtocols(Tls.PROTOCOL);
      tls.setEnabledCipherSuites(Tls.SUITE);
    }
    ReplyServer server = new ReplyServer(context, listener, shape);
    inBackground(server::accept);
    return listener.getLocalPort();
  }

  static void inBackground(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket accepted = listener.accept();
        inBackground(() -> serve(accepted));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket accepted) {
    try {
      HoldingSocket transport = accepted instanceof HoldingSocket holding ? holding : null;
      SSLSocket socket = transport == null ? (SSLSocket) accepted : Tls.layer(context, transport);
      socket.setUseClientMode(false);
      End end = End.of(socket, transport, shape);
      byte[] request = new byte[Request.LENGTH];
      end.read(request);
      socket.setTcpNoDelay(!Request.nagle(request));
      byte[] reply = {};
      while (true) {
        if (reply.length != Request.reply(request)) {
          reply = new byte[Request.reply(request)];
        }
        end.write(reply);
        end.read(request);
      }
    } catch (IOException clientHasGone) {
      // its JVM has ended
    }
  }

  private static final class HoldingServer extends ServerSocket {
    HoldingServer(InetAddress address) throws IOException {
      super(0, BACKLOG, address);
    }

    @Override
    public Socket accept() throws IOException {
      HoldingSocket socket = new HoldingSocket();
      implAccept(socket);
      return socket;
    }
  }
}
