package io.github.recordsplit.feature.peeraddress;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;

/** Reads the buffers of Netty, of whatever copy of it, through their public methods. */
final class NettyBuffers {
  private static final String BYTE_BUF = ".netty.buffer.ByteBuf";

  /** Bytes at the start of a read that are looked at. */
  private static final int ENOUGH = 512;

  /** In each class, so that none is pinned. */
  private final ClassValue<Methods> methods =
      new ClassValue<Methods>() {
        @Override
        protected Methods computeValue(Class<?> type) {
          return new Methods(type);
        }
      };

  /** The start of what a read has put into a buffer; it ends at its position. */
  ByteBuffer filled(Object buffer, int count) throws ReflectiveOperationException {
    Methods of = methods.get(buffer.getClass());
    int start = (int) of.writerIndex.invoke(buffer) - count;
    ByteBuffer filled = (ByteBuffer) of.nioBuffer.invoke(buffer, start, Math.min(count, ENOUGH));
    filled.position(filled.limit());
    return filled;
  }

  private static final class Methods {
    final Method writerIndex;
    final Method nioBuffer;

    Methods(Class<?> type) {
      Class<?> known = type;
      while (!known.getName().endsWith(BYTE_BUF)) {
        known = known.getSuperclass();
      }
      try {
        writerIndex = known.getMethod("writerIndex");
        nioBuffer = known.getMethod("nioBuffer", int.class, int.class);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
