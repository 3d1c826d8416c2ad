package io.github.recordsplit.apps.framing;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Wrong: what one {@code unwrap} of the engine produces is one message. */
final class OneReadEngineReceiver implements EngineReceiver {
  @Override
  public void serve(EngineChannel channel, Fault fault) throws IOException {
    ByteBuffer message = channel.newMessage();
    while (channel.unwrap(message)) {
      if (message.position() > 0) {
        byte[] reply = fault.reply(EngineChannel.take(message));
        if (reply == null) {
          return;
        }
        channel.send(reply);
      }
    }
  }
}
