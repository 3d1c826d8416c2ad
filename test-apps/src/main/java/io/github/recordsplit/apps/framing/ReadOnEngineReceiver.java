package io.github.recordsplit.apps.framing;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Right: unwraps on until the message has its end. */
final class ReadOnEngineReceiver implements EngineReceiver {
  @Override
  public void serve(EngineChannel channel, Fault fault) throws IOException {
    ByteBuffer message = channel.newMessage();
    while (channel.unwrap(message)) {
      int length = message.position();
      if (length > 0 && message.get(length - 1) == '\n') {
        channel.send(fault.reply(EngineChannel.take(message)));
      }
    }
  }
}
