package io.github.recordsplit.bridge;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * What the woven code of unknown TLS libraries calls. It lives beside {@link Bridge}, under another
 * name as that one does, and is made when the first such library is met.
 *
 * <p>What a call throws is the library's own, or a refusal: the agent's errors are caught behind
 * it.
 */
public final class GenericBridge implements Consumer<Object[]> {
  /** The most that one record carries (RFC 5246, 6.2.1). */
  private static final int RECORD = 16384;

  /** Takes an engine and the arguments of {@code wrap}; gives its result, or null to go on. */
  private static volatile BiFunction<Object, Object[], Object> wrap;

  /** Takes an engine and null; gives TRUE while bytes of it are held, else null. */
  private static volatile BiFunction<Object, Object, Object> holding;

  /** Takes a socket, and an output stream with the name of the class whose method gave it out. */
  private static volatile BiConsumer<Object, Object[]> outputStream;

  /** Takes a stream and the arguments of {@code write}; gives TRUE if it is done, else null. */
  private static volatile BiFunction<Object, Object[], Object> write;

  /** Takes a socket, and TRUE where a handshake begins, FALSE where it ended well. */
  private static volatile BiConsumer<Object, Object> handshake;

  /** Takes an engine and the result that finished its handshake; what is closed, and null. */
  private static volatile BiConsumer<Object, Object> moment;

  /**
   * Takes an engine and the bytes that it reckons with for a record beside its payload; gives how
   * many more its next payload takes.
   */
  private static volatile ToIntBiFunction<Object, Integer> room;

  /** Made once, only to be given the slots. */
  public GenericBridge() {}

  /**
   * Connects woven code to the agent.
   *
   * @param slots in the order above
   */
  @Override
  @SuppressWarnings("unchecked")
  public void accept(Object[] slots) {
    wrap = (BiFunction<Object, Object[], Object>) slots[0];
    holding = (BiFunction<Object, Object, Object>) slots[1];
    outputStream = (BiConsumer<Object, Object[]>) slots[2];
    write = (BiFunction<Object, Object[], Object>) slots[3];
    handshake = (BiConsumer<Object, Object>) slots[4];
    moment = (BiConsumer<Object, Object>) slots[5];
    room = (ToIntBiFunction<Object, Integer>) slots[6];
  }

  /** {@code SSLEngine.wrap(ByteBuffer, ByteBuffer)} begins. */
  public static SSLEngineResult wrap(Object engine, ByteBuffer source, ByteBuffer destination)
      throws SSLException {
    return wrap(engine, source, 0, destination);
  }

  /** {@code SSLEngine.wrap(ByteBuffer[], ByteBuffer)} begins. */
  public static SSLEngineResult wrap(Object engine, ByteBuffer[] sources, ByteBuffer destination)
      throws SSLException {
    return wrap(engine, sources, 0, destination);
  }

  private static SSLEngineResult wrap(
      Object engine, Object sources, int offset, ByteBuffer destination) {
    return (SSLEngineResult) wrap.apply(engine, new Object[] {sources, offset, -1, destination});
  }

  /** {@code SSLEngine.wrap(ByteBuffer[], int, int, ByteBuffer)} begins. */
  public static SSLEngineResult wrap(
      Object engine, ByteBuffer[] sources, int offset, int length, ByteBuffer destination)
      throws SSLException {
    // A negative length is the library's to refuse; -1 stands for no length in the agent.
    return length < 0
        ? null
        : (SSLEngineResult) wrap.apply(engine, new Object[] {sources, offset, length, destination});
  }

  /** {@code SSLEngine.isOutboundDone()} begins: 0 for no, negative to go on. */
  public static int isOutboundDone(Object engine) {
    return holding.apply(engine, null) == null ? -1 : 0;
  }

  /** {@code SSLEngine.getHandshakeStatus()} begins. */
  public static HandshakeStatus getHandshakeStatus(Object engine) {
    return holding.apply(engine, null) == null ? null : HandshakeStatus.NEED_WRAP;
  }

  /** {@code wrap} or {@code unwrap} of an engine returns. */
  public static void returned(SSLEngineResult result, Object engine) {
    if (result != null && result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      moment.accept(engine, result);
    }
  }

  /** {@code SSLEngine.closeOutbound()} begins. */
  public static void closeOutbound(Object engine) {
    moment.accept(engine, null);
  }

  /** {@code Socket.close()} begins, or that of a stream. */
  public static void close(Object socket) {
    moment.accept(socket, null);
  }

  /** An engine tells what a record takes beside its payload. */
  public static int room(int overhead, Object engine) {
    return room(overhead, engine, 0, 1);
  }

  /**
   * An engine tells how much room a payload takes that comes in so many buffers: a record for each
   * of them, and a payload of {@code wrap} is no larger than a record.
   */
  public static int room(int bytes, Object engine, int payload, int buffers) {
    int overhead = buffers < 1 ? 0 : (bytes - payload) / buffers;
    if (payload < 0 || overhead < 1) {
      return bytes;
    }
    int wraps = Math.max(1, (int) ((payload + RECORD - 1L) / RECORD));
    long more = (long) wraps * room.applyAsInt(engine, overhead); // as an object, one of the JVM's
    return (int) Math.min(Integer.MAX_VALUE, bytes + more);
  }

  /** {@code Socket.getOutputStream()} of a class returns. */
  public static void gotOutputStream(OutputStream stream, Object socket, String className) {
    outputStream.accept(socket, new Object[] {stream, className});
  }

  /** {@code SSLSocket.startHandshake()} begins. */
  public static void shakes(Object socket) {
    handshake.accept(socket, true);
  }

  /** {@code SSLSocket.startHandshake()} returns. */
  public static void shaken(Object socket) {
    handshake.accept(socket, false);
  }

  /** {@code OutputStream.write(int)} begins. */
  public static boolean write(Object stream, int oneByte) throws IOException {
    return write(stream, (Object) oneByte, 0, -1);
  }

  /** {@code OutputStream.write(byte[])} begins. */
  public static boolean write(Object stream, byte[] bytes) throws IOException {
    return write(stream, (Object) bytes, 0, -1);
  }

  /** {@code OutputStream.write(byte[], int, int)} begins. */
  public static boolean write(Object stream, byte[] bytes, int offset, int length)
      throws IOException {
    return length >= 0 && write(stream, (Object) bytes, offset, length);
  }

  private static boolean write(Object stream, Object data, int offset, int length) {
    return write.apply(stream, new Object[] {data, offset, length}) != null;
  }
}
