package io.github.recordsplit.apps.framing;

import java.io.IOException;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;

/** Wrong: what one read of the socket's stream returns is one message. */
final class OneReadSocketReceiver implements SocketReceiver {
  @Override
  public void serve(SSLSocket socket, Fault fault) throws IOException {
    byte[] message = new byte[LARGEST];
    for (int n = socket.getInputStream().read(message);
        n >= 0;
        n = socket.getInputStream().read(message)) {
      byte[] reply = fault.reply(Arrays.copyOf(message, n));
      if (reply == null) {
        return;
      }
      socket.getOutputStream().write(reply);
    }
  }
}
