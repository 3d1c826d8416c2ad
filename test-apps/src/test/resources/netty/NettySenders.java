package io.github.recordsplit.apps;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/**
 * Engines as Netty makes them for other JSSE code, and Netty's own handler with the engine that it
 * makes for that; on the provider that {@code apps.netty} names.
 */
final class NettySenders implements Senders {
  @Override
  public List<String> transports() {
    return Arrays.asList("engine", "handler");
  }

  @Override
  public Sender make(String transport, Kind kind, boolean client, Endpoint peer, int port)
      throws Exception {
    SslContext context = NettyContext.of(kind, client);
    UnpooledByteBufAllocator heap = UnpooledByteBufAllocator.DEFAULT;
    if (transport.equals("engine")) {
      SSLEngine engine = context.newEngine(heap, "localhost", port);
      return new EngineSender(new Endpoint(Odd.around(engine)), peer);
    }
    return new HandlerSender(context.newHandler(heap, "localhost", port), peer);
  }

  /** Netty's handler in a channel of memory: each buffer that comes out is one write below it. */
  private static final class HandlerSender implements Sender {
    private final SslHandler handler;
    private final EmbeddedChannel channel;
    private final Endpoint peer;

    HandlerSender(SslHandler handler, Endpoint peer) throws Exception {
      this.handler = handler;
      this.peer = peer;
      handler.setWrapDataSize(Integer.getInteger("apps.wrapDataSize", 16384));
      channel = new EmbeddedChannel(handler);
      for (int flights = 0; flights < 10; flights++) {
        exchange(new StringBuilder());
      }
      handler.handshakeFuture().get();
      UnderTest.flag(session());
    }

    /** Both ways; the number of records in each write is added. */
    private void exchange(StringBuilder writes) throws Exception {
      peer.advance();
      channel.writeInbound(channel.alloc().buffer().writeBytes(peer.takeOutbound()));
      for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes).release();
        writes.append(writes.length() > 0 ? "," : "").append(peer.receive(bytes));
      }
    }

    @Override
    public String send(byte[] payload) throws Exception {
      channel.writeAndFlush(buffer(payload)).get();
      StringBuilder writes = new StringBuilder();
      exchange(writes);
      return "writes=" + writes;
    }

    /** One buffer, or with the property {@code apps.gather} one that is made of three. */
    private ByteBuf buffer(byte[] payload) {
      if (!Boolean.getBoolean("apps.gather")) {
        return channel.alloc().buffer().writeBytes(payload);
      }
      int cut = Math.max(1, payload.length / 3);
      CompositeByteBuf parts = channel.alloc().compositeBuffer();
      for (int at = 0; at < payload.length; at += cut) {
        int length = Math.min(cut, payload.length - at);
        parts.addComponent(true, channel.alloc().directBuffer().writeBytes(payload, at, length));
      }
      return parts;
    }

    @Override
    public SSLSession session() {
      return handler.engine().getSession();
    }
  }
}
