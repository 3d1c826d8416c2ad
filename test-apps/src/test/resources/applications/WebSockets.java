import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.Round;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;

/** Java-WebSocket, both ends. */
public final class WebSockets extends Application {
  public static void main(String[] ports) throws Exception {
    new WebSockets().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    Echo server = new Echo();
    server.setWebSocketFactory(new DefaultSSLWebSocketServerFactory(SSLContext.getDefault()));
    server.start();
    server.started.await();
    return server.getPort();
  }

  @Override
  protected String use(Round round) throws Exception {
    Client client = new Client(new URI("wss://localhost:" + round.port() + "/"));
    client.setSocketFactory(round.context().getSocketFactory());
    client.connectBlocking();
    StringBuilder done = new StringBuilder();
    for (int size : new int[] {5, 500, 5000}) {
      client.send(new String(new char[size]).replace('\0', 'x'));
      done.append(client.replies.poll(1, TimeUnit.MINUTES).hashCode()).append("; ");
    }
    return done.toString();
  }

  private static final class Echo extends WebSocketServer {
    final CountDownLatch started = new CountDownLatch(1);

    Echo() {
      super(new InetSocketAddress("127.0.0.1", 0), 1);
      setConnectionLostTimeout(0);
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
      connection.send(message + "!");
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {}

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket connection, Exception e) {
      System.out.println("server: " + e);
    }
  }

  private static final class Client extends WebSocketClient {
    final BlockingQueue<String> replies = new LinkedBlockingQueue<>();

    Client(URI uri) {
      super(uri);
      setConnectionLostTimeout(0);
    }

    @Override
    public void onMessage(String message) {
      replies.add(message);
    }

    @Override
    public void onOpen(ServerHandshake handshake) {}

    @Override
    public void onClose(int code, String reason, boolean remote) {}

    @Override
    public void onError(Exception e) {
      System.out.println("client: " + e);
    }
  }
}
