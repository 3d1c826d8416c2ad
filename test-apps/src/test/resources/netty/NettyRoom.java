package io.github.recordsplit.apps;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * Payloads of many sizes, each into a buffer of just the size that Netty's engine on BoringSSL
 * asks for. Its own test {@code testWrapWithDifferentSizesTLSv1} does that with the first of the
 * methods, its handler with the others.
 */
final class NettyRoom {
  private static final int STEP = 64;
  private static final int MOST = 16384;
  private static final String[] METHODS = {
    "maxWrapOverhead", "calculateMaxLengthForWrap", "calculateOutNetBufSize"
  };

  private final SSLEngine engine;
  private final Endpoint peer;
  private final Endpoint own;
  private final int buffers;

  private NettyRoom(SSLEngine engine, SSLEngine peer, int buffers) throws Exception {
    this.engine = engine;
    this.peer = new Endpoint(peer);
    this.own = new Endpoint(engine);
    this.buffers = buffers;
  }

  /** {@code KIND...}: one line for each way to ask, each kind of buffer and each engine. */
  public static void main(String[] kinds) throws Exception {
    for (String kind : kinds) {
      for (String made : new String[] {"handler", "engine"}) {
        for (String method : METHODS) {
          // An engine that is not for Netty's handler makes one record of all of its sources.
          for (int buffers : made.equals("engine") ? new int[] {1} : new int[] {1, 3}) {
            for (boolean direct : new boolean[] {false, true}) {
              NettyRoom room = make(Kind.of(kind), made, buffers);
              System.out.println(
                  kind
                      + (" " + made + ' ' + method + " buffers=" + buffers)
                      + (direct ? " direct: " : " heap: ")
                      + room.tryAll(method, direct));
            }
          }
        }
      }
    }
  }

  private static NettyRoom make(Kind kind, String made, int buffers) throws Exception {
    UnpooledByteBufAllocator heap = UnpooledByteBufAllocator.DEFAULT;
    SslContext client = NettyContext.of(kind, true);
    SSLEngine server = NettyContext.of(kind, false).newEngine(heap);
    NettyRoom room =
        new NettyRoom(
            made.equals("engine")
                ? client.newEngine(heap, "localhost", 1)
                : client.newHandler(heap, "localhost", 1).engine(),
            server,
            buffers);
    room.shake();
    return room;
  }

  private void shake() throws Exception {
    for (int flights = 0; flights < 10; flights++) {
      own.advance();
      peer.receive(own.takeOutbound());
      own.receive(peer.takeOutbound());
      own.nudge();
    }
    peer.mark();
  }

  private String tryAll(String method, boolean direct) throws Exception {
    int whole = 0;
    List<Integer> rooms = new ArrayList<>();
    List<String> cuts = new ArrayList<>();
    for (int size = STEP; size <= MOST; size += STEP) {
      int room = room(method, size);
      add(rooms, room - size);
      ByteBuffer destination = allocate(room, direct);
      SSLEngineResult result = engine.wrap(sources(size, direct), destination);
      if (result.getStatus() != Status.OK || result.bytesConsumed() != size) {
        return whole + " whole, then of " + size + ": " + result.toString().replace('\n', ' ');
      }
      whole++;
      ((Buffer) destination).flip();
      byte[] bytes = new byte[destination.remaining()];
      destination.get(bytes);
      peer.mark();
      peer.receive(bytes);
      add(cuts, cut(peer.plainLengths, size));
    }
    return whole + " whole, room " + Sender.join(rooms) + ", records " + Sender.join(cuts);
  }

  private int room(String method, int size) throws Exception {
    Method found = null;
    for (Class<?> c = engine.getClass(); found == null; c = c.getSuperclass()) {
      for (Method declared : c.getDeclaredMethods()) {
        found = declared.getName().equals(method) ? declared : found;
      }
    }
    found.setAccessible(true);
    return found.getParameterCount() == 0
        ? size + buffers * (Integer) found.invoke(engine)
        : (Integer) found.invoke(engine, size, buffers);
  }

  private ByteBuffer[] sources(int size, boolean direct) {
    ByteBuffer[] sources = new ByteBuffer[buffers];
    Arrays.setAll(sources, i -> allocate(i == 0 ? size - (buffers - 1) * 10 : 10, direct));
    return sources;
  }

  private static ByteBuffer allocate(int size, boolean direct) {
    return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
  }

  /** Lengths in words of the payload's. */
  private static String cut(List<Integer> lengths, int size) {
    StringBuilder cut = new StringBuilder();
    for (int length : lengths) {
      cut.append(cut.length() == 0 ? "" : "|");
      cut.append(length > size - 30 ? "n-" + (size - length) : String.valueOf(length));
    }
    return cut.toString();
  }

  private static <T> void add(List<T> known, T more) {
    if (!known.contains(more)) {
      known.add(more);
    }
  }
}
