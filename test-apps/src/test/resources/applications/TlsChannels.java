import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.Round;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import tlschannel.ClientTlsChannel;
import tlschannel.ServerTlsChannel;

/** tls-channel, both ends, blocking. */
public final class TlsChannels extends Application {
  private static final int[] SIZES = {1, 200, 9000};

  public static void main(String[] ports) throws Exception {
    new TlsChannels().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread server = new Thread(() -> accept(listener));
    server.setDaemon(true);
    server.start();
    return listener.socket().getLocalPort();
  }

  private static void accept(ServerSocketChannel listener) {
    while (true) {
      try (SocketChannel accepted = listener.accept();
          ByteChannel tls =
              ServerTlsChannel.newBuilder(accepted, SSLContext.getDefault()).build()) {
        for (int size : SIZES) {
          write(tls, read(tls, size));
        }
      } catch (Exception e) {
        System.out.println("server: " + e);
      }
    }
  }

  @Override
  protected String use(Round round) throws Exception {
    SSLEngine engine = round.context().createSSLEngine("localhost", round.port());
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(round.protocols());
    engine.setEnabledCipherSuites(round.suites());
    StringBuilder done = new StringBuilder();
    try (SocketChannel socket =
            SocketChannel.open(new InetSocketAddress("localhost", round.port()));
        ByteChannel tls = ClientTlsChannel.newBuilder(socket, engine).build()) {
      for (int size : SIZES) {
        byte[] sent = new byte[size];
        Arrays.fill(sent, (byte) size);
        write(tls, sent);
        done.append(Arrays.hashCode(read(tls, size))).append("; ");
      }
    }
    return done.toString();
  }

  private static void write(ByteChannel tls, byte[] bytes) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(bytes);
    while (out.hasRemaining()) {
      tls.write(out);
    }
  }

  private static byte[] read(ByteChannel tls, int size) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(size);
    while (in.hasRemaining()) {
      if (tls.read(in) < 0) {
        throw new IOException("ended");
      }
    }
    return in.array();
  }
}
