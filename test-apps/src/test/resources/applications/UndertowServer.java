import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;

/** Undertow. */
public final class UndertowServer extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new UndertowServer().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    Undertow server =
        Undertow.builder()
            .addHttpsListener(0, "127.0.0.1", SSLContext.getDefault())
            .setHandler(
                exchange ->
                    exchange
                        .getRequestReceiver()
                        .receiveFullBytes(
                            (e, body) -> {
                              String method = e.getRequestMethod().toString();
                              byte[] reply = answer(method, e.getRequestPath(), body);
                              e.getResponseSender().send(ByteBuffer.wrap(reply));
                            }))
            .build();
    server.start();
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }
}
