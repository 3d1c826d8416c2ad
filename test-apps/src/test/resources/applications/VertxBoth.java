import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Arrays;

/** Vert.x, both ends. */
public final class VertxBoth extends HttpApplication {
  private final Vertx vertx = Vertx.vertx();

  public static void main(String[] ports) throws Exception {
    new VertxBoth().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(store())
            .setEnabledSecureTransportProtocols(
                new LinkedHashSet<>(Arrays.asList("TLSv1", "TLSv1.3")));
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request ->
                    request.bodyHandler(
                        body -> {
                          String method = request.method().name();
                          byte[] reply = answer(method, request.path(), body.getBytes());
                          request.response().end(Buffer.buffer(reply));
                        }));
    return await(server.listen(0, "127.0.0.1")).actualPort();
  }

  @Override
  protected Exchange client(Round round) throws Exception {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setMaxPoolSize(1)
                .setTrustOptions(store())
                .setEnabledSecureTransportProtocols(Collections.singleton(round.protocol())));
    return (url, body) -> {
      String path = url.substring(round.url().length());
      HttpMethod method = body == null ? HttpMethod.GET : HttpMethod.POST;
      HttpClientRequest request =
          await(client.request(method, round.port(), "localhost", path));
      Buffer sent = Buffer.buffer(body == null ? "" : body);
      return await(request.send(sent).compose(reply -> reply.body())).toString();
    };
  }

  private static PfxOptions store() {
    return new PfxOptions().setPath(keyStore()).setPassword(password());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get();
  }
}
