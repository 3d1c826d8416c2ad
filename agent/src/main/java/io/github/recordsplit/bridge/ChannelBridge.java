package io.github.recordsplit.bridge;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What the woven code of channels and of engines' {@code unwrap} calls. It lives beside {@link
 * Bridge}, under another name as that one does, and is made when the first rule with a {@code host}
 * comes into force.
 */
public final class ChannelBridge implements Consumer<Object[]> {
  /** Takes a channel's remote address, and what a read has filled. */
  private static volatile BiConsumer<Object, Object[]> read;

  /** Takes an engine, or bctls's protocol, and what it is given to decrypt. */
  private static volatile BiConsumer<Object, Object[]> given;

  /** Made once, only to be given the slots. */
  public ChannelBridge() {}

  /**
   * Connects woven code to the agent.
   *
   * @param slots in the order above
   */
  @Override
  @SuppressWarnings("unchecked")
  public void accept(Object[] slots) {
    read = (BiConsumer<Object, Object[]>) slots[0];
    given = (BiConsumer<Object, Object[]>) slots[1];
  }

  /** {@code SocketChannel.read(ByteBuffer)} returns, or what stands for it elsewhere. */
  public static void onRead(int count, Object remote, Object buffer) {
    if (count > 0) {
      read.accept(remote, new Object[] {buffer, count});
    }
  }

  /** {@code SocketChannel.read(ByteBuffer[], int, int)} returns. */
  public static void onRead(
      long count, Object remote, ByteBuffer[] buffers, int offset, int length) {
    if (count > 0) {
      read.accept(remote, new Object[] {buffers, (int) count, offset, length});
    }
  }

  /** A read of an asynchronous channel has filled all of the buffers, or some. */
  public static void onRead(long count, Object remote, ByteBuffer[] buffers) {
    if (count > 0) {
      onRead(count, remote, buffers, 0, buffers.length);
    }
  }

  /** {@code SSLEngine.unwrap} of one buffer begins. */
  public static void onUnwrap(Object engine, ByteBuffer source) {
    given.accept(engine, new Object[] {source});
  }

  /** {@code SSLEngine.unwrap} of several buffers begins. */
  public static void onUnwrap(Object engine, ByteBuffer[] sources, int offset) {
    given.accept(engine, new Object[] {sources, offset});
  }

  /** bctls: {@code TlsProtocol.offerInput} begins. */
  public static void onInput(Object protocol, byte[] input) {
    given.accept(protocol, new Object[] {input});
  }

  /** bctls: {@code TlsProtocol.offerInput} of some bytes of an array begins. */
  public static void onInput(Object protocol, byte[] input, int offset, int length) {
    given.accept(protocol, new Object[] {input, offset, length});
  }
}
