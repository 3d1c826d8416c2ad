import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.DelimiterBasedFrameDecoder;
import io.netty.handler.codec.Delimiters;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;

/** Two servers of lines on Netty 4: one reads on to a line's end, one takes an event for a line. */
public final class Netty4Servers {
  private Netty4Servers() {}

  /** Prints their ports. */
  public static void main(String[] args) throws Exception {
    char[] password = System.getProperty("javax.net.ssl.keyStorePassword").toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(System.getProperty("javax.net.ssl.keyStore"))) {
      store.load(in, password);
    }
    KeyManagerFactory keys =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SslProvider provider = SslProvider.valueOf(System.getProperty("apps.netty"));
    SslContext tls = SslContextBuilder.forServer(keys).sslProvider(provider).build();
    NioEventLoopGroup threads = new NioEventLoopGroup(2);
    System.out.println("ports " + serve(tls, threads, true) + ' ' + serve(tls, threads, false));
    while (System.in.read() >= 0) {
      // Whoever started this ends it.
    }
    System.exit(0);
  }

  private static int serve(SslContext tls, NioEventLoopGroup threads, boolean readsOn)
      throws InterruptedException {
    Channel listener =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                    if (readsOn) {
                      ByteBuf[] ends = Delimiters.lineDelimiter();
                      channel.pipeline().addLast(new DelimiterBasedFrameDecoder(9999, false, ends));
                    }
                    channel.pipeline().addLast(new OneEvent());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sync()
            .channel();
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** What one event brings is one message. */
  static final class OneEvent extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
      String text = message.toString(US_ASCII);
      String reply = text.endsWith("\n") ? "got " + text.length() + "\n" : "malformed\n";
      context.writeAndFlush(Unpooled.copiedBuffer(reply, US_ASCII));
    }
  }
}
