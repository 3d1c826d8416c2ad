import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.UndertowClient;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** GET over Undertow's client. */
public final class Undertow {
  private Undertow() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    URI url = URI.create(args[0]);
    Xnio xnio = Xnio.getInstance();
    XnioWorker worker = xnio.createWorker(OptionMap.create(Options.THREAD_DAEMON, true));
    ByteBufferPool buffers = new DefaultByteBufferPool(false, 17 * 1024);
    UndertowXnioSsl ssl =
        new UndertowXnioSsl(xnio, OptionMap.EMPTY, buffers, SSLContext.getDefault());
    ClientConnection connection =
        UndertowClient.getInstance().connect(url, worker, ssl, buffers, OptionMap.EMPTY).get();
    ClientRequest request = new ClientRequest().setMethod(Methods.GET).setPath(url.getPath());
    request.getRequestHeaders().put(Headers.HOST, url.getAuthority());
    CompletableFuture<Integer> status = new CompletableFuture<>();
    connection.sendRequest(request, new Sent(status));
    System.out.println(status.get());
    connection.close();
    worker.shutdown();
  }

  private static final class Sent implements ClientCallback<ClientExchange> {
    private final CompletableFuture<Integer> status;

    Sent(CompletableFuture<Integer> status) {
      this.status = status;
    }

    @Override
    public void completed(ClientExchange exchange) {
      exchange.setResponseListener(
          new ClientCallback<ClientExchange>() {
            @Override
            public void completed(ClientExchange answered) {
              status.complete(answered.getResponse().getResponseCode());
            }

            @Override
            public void failed(IOException e) {
              status.completeExceptionally(e);
            }
          });
    }

    @Override
    public void failed(IOException e) {
      status.completeExceptionally(e);
    }
  }
}
