package io.github.recordsplit.benchmarks.jmh;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Encrypts payloads on a client's socket. What it sends after the handshake is thrown away instead
 * of written, so that the kernel's noise does not cover what is measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SocketWrite {
  private SinkSocket transport;
  private Socket server;
  private OutputStream out;
  private byte[] payload;

  @Setup
  public void connect(Cell cell) throws GeneralSecurityException, IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (SSLServerSocket listener =
        (SSLServerSocket)
            cell.library.context().getServerSocketFactory().createServerSocket(0, 1, here)) {
      listener.setEnabledProtocols(new String[] {cell.suite.protocol});
      listener.setEnabledCipherSuites(new String[] {cell.suite.cipher});
      CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(() -> accept(listener));
      transport = new SinkSocket(here, listener.getLocalPort());
      SSLSocket socket =
          (SSLSocket)
              cell.library
                  .context()
                  .getSocketFactory()
                  .createSocket(transport, "localhost", listener.getLocalPort(), true);
      socket.setEnabledProtocols(new String[] {cell.suite.protocol});
      socket.setEnabledCipherSuites(new String[] {cell.suite.cipher});
      socket.startHandshake();
      server = accepted.join();
      out = socket.getOutputStream();
    }
    check(cell);
    cell.checkAgent();
    payload = new byte[cell.payload];
  }

  private void check(Cell cell) throws IOException {
    payload = new byte[Records.PAYLOAD];
    write(); // the first record after a handshake has exemptions
    transport.throwAway();
    write();
    Records.check(transport.sent(), transport.length(), cell.splits());
    transport.throwAway();
  }

  private static Socket accept(SSLServerSocket listener) {
    try {
      SSLSocket socket = (SSLSocket) listener.accept();
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  public void write() throws IOException {
    out.write(payload, 0, payload.length);
  }

  @TearDown
  public void close() throws IOException {
    transport.close();
    server.close();
  }
}
