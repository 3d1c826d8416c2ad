import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.Round;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.mina.core.future.ConnectFuture;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.service.IoService;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.codec.textline.TextLineCodecFactory;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.apache.mina.transport.socket.nio.NioSocketConnector;

/** MINA's lines, both ends. */
public final class Mina extends Application {
  private static final int LONGEST = 10_000;

  public static void main(String[] ports) throws Exception {
    new Mina().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    NioSocketAcceptor acceptor = new NioSocketAcceptor(1);
    filters(acceptor, new SslFilter(SSLContext.getDefault()));
    acceptor.setHandler(new Echo());
    acceptor.bind(new InetSocketAddress("127.0.0.1", 0));
    return acceptor.getLocalAddress().getPort();
  }

  private static void filters(IoService service, SslFilter tls) {
    TextLineCodecFactory lines = new TextLineCodecFactory(StandardCharsets.US_ASCII);
    lines.setDecoderMaxLineLength(LONGEST);
    lines.setEncoderMaxLineLength(LONGEST);
    service.getFilterChain().addLast("tls", tls);
    service.getFilterChain().addLast("lines", new ProtocolCodecFilter(lines));
  }

  @Override
  protected String use(Round round) throws Exception {
    NioSocketConnector connector = new NioSocketConnector(1);
    SslFilter tls = new SslFilter(round.context());
    tls.setUseClientMode(true);
    tls.setEnabledProtocols(round.protocols());
    tls.setEnabledCipherSuites(round.suites());
    filters(connector, tls);
    Client client = new Client();
    connector.setHandler(client);
    ConnectFuture connected = connector.connect(new InetSocketAddress("localhost", round.port()));
    IoSession session = connected.await().getSession();
    StringBuilder done = new StringBuilder();
    for (int size : new int[] {1, 200, 9000}) {
      session.write(new String(new char[size]).replace('\0', 'x'));
      String reply = client.replies.poll(1, TimeUnit.MINUTES);
      done.append(reply.length()).append(' ').append(reply.hashCode()).append("; ");
    }
    session.closeNow().await();
    return done.toString();
  }

  private static final class Echo extends IoHandlerAdapter {
    @Override
    public void messageReceived(IoSession session, Object message) {
      session.write(message + "!");
    }
  }

  private static final class Client extends IoHandlerAdapter {
    final BlockingQueue<String> replies = new LinkedBlockingQueue<>();

    @Override
    public void messageReceived(IoSession session, Object message) {
      replies.add(message.toString());
    }
  }
}
