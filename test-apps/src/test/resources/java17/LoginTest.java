import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;

/** A server that takes one read for one message if {@code oneRead} is set, and its login. */
class LoginTest {
  @Test
  void logsIn() throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    SSLContext context = SSLContext.getDefault();
    try (SSLServerSocket listener =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, here)) {
      Thread server = new Thread(() -> serve(listener));
      server.start();
      try (Socket client = context.getSocketFactory().createSocket(here, listener.getLocalPort())) {
        client.getOutputStream().write(new byte[20]);
        int answer = client.getInputStream().read();
        assertEquals(Boolean.getBoolean("oneRead") ? -1 : 20, answer);
      }
      server.join();
    }
  }

  private static void serve(SSLServerSocket listener) {
    try (Socket accepted = listener.accept()) {
      byte[] message = new byte[20];
      int n = accepted.getInputStream().read(message);
      if (!Boolean.getBoolean("oneRead")) {
        n += accepted.getInputStream().readNBytes(message, n, message.length - n);
      }
      if (n == message.length) {
        accepted.getOutputStream().write(n);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
