import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;

/**
 * Netty with the JDK's engine, or that which the property {@code netty.engine} names, and its NIO
 * transport, or the one whose name starts as {@code netty.transport} says.
 */
public final class NettyServer extends HttpApplication {
  private static final int MAX_BODY = 100_000;

  public static void main(String[] ports) throws Exception {
    new NettyServer().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    SslContext tls =
        SslContextBuilder.forServer(keys())
            .sslProvider(SslProvider.valueOf(System.getProperty("netty.engine", "JDK")))
            .protocols("TLSv1", "TLSv1.3")
            .build();
    String transport = System.getProperty("netty.transport");
    ServerBootstrap server =
        new ServerBootstrap()
            .group(transport == null ? new NioEventLoopGroup(1) : group(transport))
            .channel(transport == null ? NioServerSocketChannel.class : channel(transport))
            .childHandler(new Connections(tls));
    Channel listener = server.bind("127.0.0.1", 0).sync().channel();
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  private static EventLoopGroup group(String transport) throws Exception {
    return Class.forName(named(transport, "EventLoopGroup"))
        .asSubclass(EventLoopGroup.class)
        .getConstructor()
        .newInstance();
  }

  private static Class<? extends ServerChannel> channel(String transport) throws Exception {
    return Class.forName(named(transport, "ServerSocketChannel")).asSubclass(ServerChannel.class);
  }

  private static String named(String transport, String type) {
    return "io.netty.channel." + transport.toLowerCase() + '.' + transport + type;
  }

  private static final class Connections extends ChannelInitializer<Channel> {
    private final SslContext tls;

    Connections(SslContext tls) {
      this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(tls.newHandler(channel.alloc()))
          .addLast(new HttpServerCodec())
          .addLast(new HttpObjectAggregator(MAX_BODY))
          .addLast(new Echo());
    }
  }

  private static final class Echo extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      byte[] body = ByteBufUtil.getBytes(request.content());
      byte[] reply = answer(request.method().name(), request.uri(), body);
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(reply));
      response.headers().set("Content-Length", reply.length);
      context.writeAndFlush(response);
    }
  }
}
