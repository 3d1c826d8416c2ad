import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Pekko HTTP. */
public final class PekkoServer extends HttpApplication {
  private static final int MILLIS = 60_000;

  private final ActorSystem system = ActorSystem.create();

  public static void main(String[] ports) throws Exception {
    new PekkoServer().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    return Http.get(system)
        .newServerAt("127.0.0.1", 0)
        .enableHttps(ConnectionContext.httpsServer(SSLContext.getDefault()))
        .bind(this::reply)
        .toCompletableFuture()
        .get()
        .localAddress()
        .getPort();
  }

  private CompletionStage<HttpResponse> reply(HttpRequest request) {
    return request
        .entity()
        .toStrict(MILLIS, system)
        .thenApply(
            body ->
                HttpResponse.create()
                    .withEntity(
                        HttpEntities.create(
                            answer(
                                request.method().value(),
                                request.getUri().path(),
                                body.getData().toArray()))));
  }
}
