package io.github.recordsplit.bridge.lang;

import java.nio.ByteBuffer;

/** The agent, as the woven code of channels and of engines' {@code unwrap} knows it. */
public interface RecordSplitOrigins {
  /**
   * A channel was read.
   *
   * @param remote its remote address
   * @param buffer what was filled: a {@code ByteBuffer}, or what stands for one elsewhere
   */
  void channelRead(Object remote, Object buffer, int count);

  /** A channel was read into several buffers. */
  void channelRead(Object remote, ByteBuffer[] buffers, int offset, int length, int count);

  /** An engine is given a buffer to decrypt. */
  void engineGiven(Object engine, ByteBuffer source);

  /** An engine is given several buffers to decrypt. */
  void engineGiven(Object engine, ByteBuffer[] sources, int offset);

  /** A protocol, which is used by itself, is given bytes to decrypt. */
  void protocolGiven(Object protocol, byte[] input, int offset, int length);
}
