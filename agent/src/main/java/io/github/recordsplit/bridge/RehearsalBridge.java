package io.github.recordsplit.bridge;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLEngineResult;

/**
 * What the woven code that reads calls. It lives beside {@link Bridge}, under another name as that
 * one does, and is made when the first {@code rehearse} rule comes into force.
 */
public final class RehearsalBridge implements Consumer<Object[]> {
  /** The first of what the slot takes: the moment; then the objects of the call. */
  public static final String NEXT = "next";

  public static final String READ = "read";
  public static final String UNWRAP = "unwrap";
  public static final String UNWRAPPED = "unwrapped";
  static final String CLOSE = "close";

  private static volatile Function<Object[], Object> slot;

  /** Made once, only to be given the slot. */
  public RehearsalBridge() {}

  /** Connects woven code to the agent. */
  @Override
  @SuppressWarnings("unchecked")
  public void accept(Object[] slots) {
    slot = (Function<Object[], Object>) slots[0];
  }

  /** A socket wants its next record: it is given one, or null to read it. */
  public static ByteBuffer onNext(Object socket, ByteBuffer buffer) {
    return (ByteBuffer) slot.apply(new Object[] {NEXT, socket, buffer});
  }

  /** A socket has read a record, or null: what it makes of it. */
  public static ByteBuffer onRead(ByteBuffer plain, Object socket) {
    Object unused = plain == null ? null : slot.apply(new Object[] {READ, socket, plain});
    return plain;
  }

  /** An engine's {@code unwrap} begins: its answer, or null to go on. */
  public static SSLEngineResult onUnwrap(
      Object engine,
      ByteBuffer[] sources,
      int from,
      int count,
      ByteBuffer[] destinations,
      int to,
      int length) {
    return (SSLEngineResult)
        slot.apply(new Object[] {UNWRAP, engine, sources, from, count, destinations, to, length});
  }

  /** An engine's {@code unwrap} ends: what the application is told. */
  public static SSLEngineResult onUnwrapped(SSLEngineResult result, Object engine) {
    Object told = slot.apply(new Object[] {UNWRAPPED, engine, result});
    return told == null ? result : (SSLEngineResult) told;
  }

  /** A socket or an engine is being closed. */
  public static void onClose(Object transport) {
    Object unused = slot.apply(new Object[] {CLOSE, transport});
  }
}
