package io.github.recordsplit.apps;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PoolChunkListMetric;
import io.netty.buffer.PoolChunkMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Servers' channels whose peers do not read, as full as Netty's default water mark lets them be:
 * how much memory of the pool waits there, and in which records it leaves when the peers read
 * again.
 */
final class NettyStalled {
  private static final int SOCKET_BUFFER = 16 << 10;
  private static final int SETTLE_MILLIS = 100;

  /** Of the writing side alone; with one arena, and no cache that keeps what was given back. */
  private final PooledByteBufAllocator pool =
      new PooledByteBufAllocator(true, 1, 1, 8192, 9, 0, 0, false, 0);

  private final EventLoopGroup group;
  private final int channels;
  private final int size;
  private final List<Channel> writers = new ArrayList<>();
  private final List<Channel> readers = new ArrayList<>();
  private final CountDownLatch ready;
  private final CountDownLatch read;

  /** What reaches the transport once a channel is writing: bytes and room, by records. */
  private final Map<String, Integer> cuts = new TreeMap<>();

  private long bytes;
  private long capacity;
  private int largest;
  private int payloads;

  private NettyStalled(EventLoopGroup group, int channels, int size) {
    this.group = group;
    this.channels = channels;
    this.size = size;
    this.ready = new CountDownLatch(2 * channels);
    this.read = new CountDownLatch(channels);
  }

  /** {@code KIND CHANNELS SIZE}, then kinds for {@link NettyRoom}. */
  @SuppressWarnings("deprecation") // Netty 4.2 has another way, which 4.1 has not
  public static void main(String[] args) throws Exception {
    EventLoopGroup group = new NioEventLoopGroup(1);
    try {
      new NettyStalled(group, Integer.parseInt(args[1]), Integer.parseInt(args[2]))
          .run(Kind.of(args[0]));
      NettyRoom.main(Arrays.copyOfRange(args, 3, args.length));
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private void run(Kind kind) throws Exception {
    Channel listener = listen(NettyContext.of(kind, false));
    String address = listener.localAddress().toString();
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    for (int i = 0; i < channels; i++) {
      readers.add(connect(NettyContext.of(kind, true), port));
    }
    await(ready);
    long idle = active();
    // The sockets' own buffers take a while to be full.
    for (int before = -1; before != payloads; Thread.sleep(SETTLE_MILLIS)) {
      before = payloads;
      for (Channel writer : writers) {
        fill(writer);
      }
    }
    System.out.println("active " + (active() - idle));
    System.out.println("chunks " + pool.metric().usedDirectMemory());
    for (Channel reader : readers) {
      reader.config().setAutoRead(true);
    }
    for (Channel writer : writers) {
      writer.writeAndFlush(payload(writer)).sync();
      payloads++;
      writer.close().sync();
    }
    await(read);
    System.out.println("payloads " + payloads);
    System.out.println("bytes " + bytes);
    System.out.println("capacity " + capacity);
    System.out.println("largest " + largest);
    System.out.println("cuts " + cuts);
  }

  private static void await(CountDownLatch latch) throws Exception {
    if (!latch.await(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("nothing more comes");
    }
  }

  /** Bytes of the pool that are in use; it counts pages. */
  private long active() {
    long active = 0;
    for (PoolArenaMetric arena : pool.metric().directArenas()) {
      for (PoolChunkListMetric chunks : arena.chunkLists()) {
        for (PoolChunkMetric chunk : chunks) {
          active += chunk.chunkSize() - chunk.freeBytes();
        }
      }
    }
    return active;
  }

  /** As full as a channel gets of an application that minds its water marks, and flushes. */
  private void fill(Channel writer) throws Exception {
    writer
        .eventLoop()
        .submit(
            () -> {
              while (writer.unsafe().outboundBuffer().totalPendingWriteBytes() <= mark(writer)) {
                writer.writeAndFlush(payload(writer));
                payloads++;
              }
            })
        .get();
  }

  private static int mark(Channel writer) {
    return writer.config().getWriteBufferHighWaterMark();
  }

  private ByteBuf payload(Channel writer) {
    return writer.alloc().buffer(size).writeZero(size);
  }

  private Channel listen(SslContext context) throws Exception {
    return new ServerBootstrap()
        .group(group)
        .channel(NioServerSocketChannel.class)
        .childOption(ChannelOption.ALLOCATOR, pool)
        .childOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new Wire()).addLast(context.newHandler(channel.alloc()));
                shaken(channel, writers);
              }
            })
        .bind("localhost", 0)
        .sync()
        .channel();
  }

  private Channel connect(SslContext context, int port) throws Exception {
    Channel channel =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(context.newHandler(channel.alloc(), "localhost", port))
                        .addLast(new Count());
                    shaken(channel, new ArrayList<>());
                  }
                })
            .connect("localhost", port)
            .sync()
            .channel();
    channel.pipeline().get(SslHandler.class).handshakeFuture().sync();
    channel.config().setAutoRead(false);
    return channel;
  }

  private void shaken(Channel channel, List<Channel> into) {
    channel
        .pipeline()
        .get(SslHandler.class)
        .handshakeFuture()
        .addListener(
            done -> {
              into.add(channel);
              ready.countDown();
            });
  }

  /** In front of the transport: looks at application data. */
  private final class Wire extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      ByteBuf buffer = (ByteBuf) message;
      String records = records(buffer);
      if (!records.isEmpty()) {
        cuts.merge(records, 1, Integer::sum);
        bytes += buffer.readableBytes();
        capacity += buffer.capacity();
        largest = Math.max(largest, buffer.capacity());
      }
      context.write(message, promise);
    }

    /** Lengths of the records of data, as their headers have them. */
    private String records(ByteBuf buffer) {
      StringBuilder records = new StringBuilder();
      int at = buffer.readerIndex();
      while (at < buffer.writerIndex()) {
        int length = buffer.getUnsignedShort(at + 3);
        if (buffer.getByte(at) == 23) {
          records.append(records.length() == 0 ? "" : "|").append(length);
        }
        at += 5 + length;
      }
      return records.toString();
    }
  }

  /** The peer has it all once the other end has closed. */
  private final class Count extends ChannelInboundHandlerAdapter {
    private long taken;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      taken += ((ByteBuf) message).readableBytes();
      ((ByteBuf) message).release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (taken > 0 && taken % size == 0) {
        read.countDown();
      }
    }
  }
}
