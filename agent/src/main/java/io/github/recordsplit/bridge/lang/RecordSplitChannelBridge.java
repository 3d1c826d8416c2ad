package io.github.recordsplit.bridge.lang;

import java.nio.ByteBuffer;

/**
 * What the woven code of channels and of engines' {@code unwrap} calls, once there is a rule with a
 * {@code host}. The agent's errors are caught behind it.
 */
public final class RecordSplitChannelBridge {
  private static final RecordSplitHooks HOOKS = RecordSplitAgent.HOOKS;

  private RecordSplitChannelBridge() {}

  /** {@code SocketChannel.read(ByteBuffer)} returns, or what stands for it elsewhere. */
  public static void channelRead(int count, Object remote, Object buffer) {
    RecordSplitOrigins origins = HOOKS.origins();
    if (origins != null && count > 0) {
      origins.channelRead(remote, buffer, count);
    }
  }

  /** {@code SocketChannel.read(ByteBuffer[], int, int)} returns. */
  public static void channelRead(
      long count, Object remote, ByteBuffer[] buffers, int offset, int length) {
    RecordSplitOrigins origins = HOOKS.origins();
    if (origins != null && count > 0) {
      origins.channelRead(remote, buffers, offset, length, (int) count);
    }
  }

  /** A read of an asynchronous channel has filled all of the buffers, or some. */
  public static void channelRead(long count, Object remote, ByteBuffer[] buffers) {
    if (count > 0 && buffers != null) {
      channelRead(count, remote, buffers, 0, buffers.length);
    }
  }

  /** {@code SSLEngine.unwrap} of one buffer begins. */
  public static void unwrapStarted(Object engine, ByteBuffer source) {
    RecordSplitOrigins origins = HOOKS.origins();
    if (origins != null) {
      origins.engineGiven(engine, source);
    }
  }

  /** {@code SSLEngine.unwrap} of several buffers begins. */
  public static void unwrapStarted(Object engine, ByteBuffer[] sources, int offset) {
    RecordSplitOrigins origins = HOOKS.origins();
    if (origins != null) {
      origins.engineGiven(engine, sources, offset);
    }
  }

  /** A protocol is given bytes to decrypt. */
  public static void inputOffered(Object protocol, byte[] input) {
    inputOffered(protocol, input, 0, input == null ? -1 : input.length);
  }

  /** A protocol is given some bytes of an array to decrypt. */
  public static void inputOffered(Object protocol, byte[] input, int offset, int length) {
    RecordSplitOrigins origins = HOOKS.origins();
    if (origins != null) {
      origins.protocolGiven(protocol, input, offset, length);
    }
  }
}
