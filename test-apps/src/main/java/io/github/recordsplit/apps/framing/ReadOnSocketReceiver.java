package io.github.recordsplit.apps.framing;

import java.io.IOException;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;

/** Right: reads on until the message has its end. */
final class ReadOnSocketReceiver implements SocketReceiver {
  @Override
  public void serve(SSLSocket socket, Fault fault) throws IOException {
    byte[] message = new byte[LARGEST];
    int length = 0;
    for (int n = 0; n >= 0; n = socket.getInputStream().read(message, length, LARGEST - length)) {
      length += n;
      if (length > 0 && message[length - 1] == '\n') {
        socket.getOutputStream().write(fault.reply(Arrays.copyOf(message, length)));
        length = 0;
      }
    }
  }
}
