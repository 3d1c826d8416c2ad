package io.github.recordsplit.apps;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** {@link CookieClient} as it is written on Netty. */
final class NettyCookieClient extends CookieClient {
  private final EventLoopGroup group;

  private NettyCookieClient(String[] cookies, EventLoopGroup group) {
    super(cookies);
    this.group = group;
  }

  @SuppressWarnings("deprecation") // Netty 4.2 has another way, which 4.1 has not
  public static void main(String[] cookies) throws Exception {
    EventLoopGroup group = new NioEventLoopGroup(1);
    try (CookieClient client = new NettyCookieClient(cookies, group)) {
      client.run();
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  @Override
  OutputStream connect(String host, int port) throws Exception {
    SslContext context = NettyContext.of(Kind.TLS_1_0_CBC, true);
    ChannelInitializer<Channel> pipeline =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            channel.pipeline().addLast(context.newHandler(channel.alloc(), host, port));
          }
        };
    Bootstrap bootstrap =
        new Bootstrap().group(group).channel(NioSocketChannel.class).handler(pipeline);
    Channel channel = bootstrap.connect(host, port).sync().channel();
    channel.pipeline().get(SslHandler.class).handshakeFuture().sync();
    return payloads(channel);
  }

  private static OutputStream payloads(Channel channel) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one});
      }

      @Override
      public void write(byte[] payload) throws IOException {
        channel
            .writeAndFlush(channel.alloc().buffer().writeBytes(payload))
            .syncUninterruptibly();
      }

      @Override
      public void close() {
        channel.close().syncUninterruptibly();
      }
    };
  }
}
