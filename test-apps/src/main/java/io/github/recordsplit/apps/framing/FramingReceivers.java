package io.github.recordsplit.apps.framing;

import io.github.recordsplit.apps.UnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The four receivers, on the library of {@link UnderTest}, each on a port of its own. */
public final class FramingReceivers {
  private FramingReceivers() {}

  /**
   * What to do with a message that has no end (answer, close or die); prints the ports: one read,
   * socket; one read, engine; reads on, socket; reads on, engine.
   */
  public static void main(String[] args) throws Exception {
    Fault fault = Fault.valueOf(args[0].toUpperCase(Locale.ROOT));
    System.out.println(
        "ports "
            + onSocket(new OneReadSocketReceiver(), fault)
            + ' '
            + onEngine(new OneReadEngineReceiver(), fault)
            + ' '
            + onSocket(new ReadOnSocketReceiver(), fault)
            + ' '
            + onEngine(new ReadOnEngineReceiver(), fault));
    while (System.in.read() >= 0) {
      // Whoever started this ends it.
    }
    System.exit(0);
  }

  private static int onSocket(SocketReceiver receiver, Fault fault) throws Exception {
    SSLServerSocket listener =
        (SSLServerSocket)
            UnderTest.context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    inThread(
        () -> {
          while (true) {
            SSLSocket accepted = (SSLSocket) listener.accept();
            inThread(() -> serve(accepted, receiver, fault));
          }
        });
    return listener.getLocalPort();
  }

  private static void serve(SSLSocket socket, SocketReceiver receiver, Fault fault)
      throws IOException {
    receiver.serve(socket, fault);
    socket.close();
  }

  private static int onEngine(EngineReceiver receiver, Fault fault) throws Exception {
    SSLContext context = UnderTest.context();
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    inThread(
        () -> {
          while (true) {
            SocketChannel accepted = listener.accept();
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            inThread(() -> serve(new EngineChannel(accepted, engine), receiver, fault));
          }
        });
    return listener.socket().getLocalPort();
  }

  private static void serve(EngineChannel channel, EngineReceiver receiver, Fault fault)
      throws IOException {
    receiver.serve(channel, fault);
    channel.close();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inThread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | IllegalStateException over) {
                // The client sees the connection end, or hang.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
