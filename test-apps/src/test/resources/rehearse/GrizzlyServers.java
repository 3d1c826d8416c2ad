import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.grizzly.ssl.SSLFilter;

/** Two servers of lines on Grizzly: one reads on to a line's end, one takes an event for a line. */
public final class GrizzlyServers {
  private GrizzlyServers() {}

  /** Prints their ports. */
  public static void main(String[] args) throws Exception {
    System.out.println("ports " + serve(true) + ' ' + serve(false));
    while (System.in.read() >= 0) {
      // Whoever started this ends it.
    }
    System.exit(0);
  }

  private static int serve(boolean readsOn) throws Exception {
    SSLEngineConfigurator tls =
        new SSLEngineConfigurator(SSLContext.getDefault(), false, false, false);
    TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance().build();
    transport.setProcessor(
        FilterChainBuilder.stateless()
            .add(new TransportFilter())
            .add(new SSLFilter(tls, null))
            .add(new Answers(readsOn))
            .build());
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    int port = ((InetSocketAddress) transport.bind(any).getLocalAddress()).getPort();
    transport.start();
    return port;
  }

  private static final class Answers extends BaseFilter {
    private final boolean readsOn;

    Answers(boolean readsOn) {
      this.readsOn = readsOn;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
      Buffer message = context.getMessage();
      String text = message.toStringContent(US_ASCII);
      if (readsOn && !text.endsWith("\n")) {
        return context.getStopAction(message);
      }
      String reply = text.endsWith("\n") ? "got " + text.length() + "\n" : "malformed\n";
      context.write(Buffers.wrap(context.getMemoryManager(), reply, US_ASCII));
      return context.getStopAction();
    }
  }
}
