import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.jboss.netty.channel.Channels.pipeline;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jboss.netty.bootstrap.ServerBootstrap;
import org.jboss.netty.buffer.ChannelBuffer;
import org.jboss.netty.buffer.ChannelBuffers;
import org.jboss.netty.channel.ChannelHandlerContext;
import org.jboss.netty.channel.ChannelPipeline;
import org.jboss.netty.channel.ExceptionEvent;
import org.jboss.netty.channel.MessageEvent;
import org.jboss.netty.channel.SimpleChannelUpstreamHandler;
import org.jboss.netty.channel.socket.nio.NioServerSocketChannelFactory;
import org.jboss.netty.handler.codec.frame.DelimiterBasedFrameDecoder;
import org.jboss.netty.handler.codec.frame.Delimiters;
import org.jboss.netty.handler.ssl.SslHandler;

/** Two servers of lines on Netty 3: one reads on to a line's end, one takes an event for a line. */
public final class Netty3Servers {
  private static final NioServerSocketChannelFactory CHANNELS =
      new NioServerSocketChannelFactory(
          Executors.newCachedThreadPool(), Executors.newCachedThreadPool());

  private Netty3Servers() {}

  /** Prints their ports. */
  public static void main(String[] args) throws Exception {
    System.out.println("ports " + serve(true) + ' ' + serve(false));
    while (System.in.read() >= 0) {
      // Whoever started this ends it.
    }
    System.exit(0);
  }

  private static int serve(boolean readsOn) {
    ServerBootstrap bootstrap = new ServerBootstrap(CHANNELS);
    bootstrap.setPipelineFactory(
        () -> {
          SSLEngine engine = SSLContext.getDefault().createSSLEngine();
          engine.setUseClientMode(false);
          ChannelPipeline pipeline = pipeline(new SslHandler(engine));
          if (readsOn) {
            pipeline.addLast(
                "lines", new DelimiterBasedFrameDecoder(9999, false, Delimiters.lineDelimiter()));
          }
          pipeline.addLast("answers", new OneEvent());
          return pipeline;
        });
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return ((InetSocketAddress) bootstrap.bind(any).getLocalAddress()).getPort();
  }

  /** What one event brings is one message. */
  static final class OneEvent extends SimpleChannelUpstreamHandler {
    @Override
    public void messageReceived(ChannelHandlerContext context, MessageEvent event) {
      String text = ((ChannelBuffer) event.getMessage()).toString(US_ASCII);
      String reply = text.endsWith("\n") ? "got " + text.length() + "\n" : "malformed\n";
      event.getChannel().write(ChannelBuffers.copiedBuffer(reply, US_ASCII));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, ExceptionEvent event) {
      event.getChannel().close();
    }
  }
}
