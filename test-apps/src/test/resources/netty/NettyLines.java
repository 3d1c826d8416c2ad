package io.github.recordsplit.apps;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.ssl.SslContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@link LineClient} and {@link LineServer} as they are written on Netty, over real sockets. */
final class NettyLines {
  private static final int LONGEST = 1 << 20;
  private static final int THREADS = 8;

  private final EventLoopGroup group;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private NettyLines(EventLoopGroup group) {
    this.group = group;
  }

  /** {@code server KIND}, or {@code client|threads PORT KIND SIZE...}. */
  @SuppressWarnings("deprecation") // Netty 4.2 has another way, which 4.1 has not
  public static void main(String[] args) throws Exception {
    EventLoopGroup group = new NioEventLoopGroup(2);
    try {
      NettyLines lines = new NettyLines(group);
      if (args[0].equals("server")) {
        lines.serve(Kind.of(args[1]));
      } else {
        int[] sizes = Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray();
        Channel channel = lines.connect(Integer.parseInt(args[1]), Kind.of(args[2]));
        if (args[0].equals("client")) {
          lines.exchange(channel, sizes);
        } else {
          atOnce(channel, sizes);
        }
        channel.close().sync();
      }
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private Channel connect(int port, Kind kind) throws Exception {
    SslContext context = NettyContext.of(kind, true);
    return new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .handler(pipeline(context, port))
        .connect("localhost", port)
        .sync()
        .channel();
  }

  private ChannelInitializer<Channel> pipeline(SslContext context, int port) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        channel
            .pipeline()
            .addLast(
                port == 0
                    ? context.newHandler(channel.alloc())
                    : context.newHandler(channel.alloc(), "localhost", port))
            .addLast(new LineBasedFrameDecoder(LONGEST))
            .addLast(new Take(port == 0));
      }
    };
  }

  private void exchange(Channel channel, int[] sizes) throws Exception {
    for (int size : sizes) {
      String line = line("", size);
      write(channel, line);
      String reply = lines.poll(1, TimeUnit.MINUTES);
      boolean good = new StringBuilder(line).reverse().toString().equals(reply);
      System.out.println(size + (good ? " ok" : " BAD: " + reply));
    }
  }

  /** Many threads, none of which waits for another: each size once from each. */
  private static void atOnce(Channel channel, int[] sizes) throws Exception {
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      String word = i + ":";
      threads[i] =
          new Thread(
              () -> Arrays.stream(sizes).forEach(size -> write(channel, line(word, size))));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).sync();
  }

  private void serve(Kind kind) throws Exception {
    Channel listener =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(pipeline(NettyContext.of(kind, false), 0))
            .bind("localhost", 0)
            .sync()
            .channel();
    String address = listener.localAddress().toString();
    System.out.println("port " + address.substring(address.lastIndexOf(':') + 1));
    while (System.in.read() >= 0) {
      // Until the test closes it.
    }
    listener.close().sync();
  }

  private static void write(Channel channel, String line) {
    channel.writeAndFlush(
        channel.alloc().buffer().writeBytes((line + "\n").getBytes(StandardCharsets.US_ASCII)));
  }

  private static String line(String word, int size) {
    StringBuilder line = new StringBuilder(word);
    while (line.length() < size - 1) {
      line.append((char) ('a' + line.length() % 26));
    }
    return line.toString();
  }

  private final class Take extends ChannelInboundHandlerAdapter {
    private final boolean answers;

    Take(boolean answers) {
      this.answers = answers;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      String line = ((ByteBuf) message).toString(StandardCharsets.US_ASCII);
      ((ByteBuf) message).release();
      if (answers) {
        write(context.channel(), new StringBuilder(line).reverse().toString());
      } else {
        lines.add(line);
      }
    }
  }
}
