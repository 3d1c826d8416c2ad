import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.Arrays;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Reactor Netty's client. */
public final class ReactorNettyClient extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new ReactorNettyClient().run(ports);
  }

  @Override
  protected Exchange client(Round round) throws Exception {
    SslContext tls =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .trustManager(round.trust())
            .protocols(round.protocols())
            .ciphers(Arrays.asList(round.suites()))
            .build();
    HttpClient client =
        HttpClient.create(ConnectionProvider.create("one", 1)).secure(s -> s.sslContext(tls));
    return (url, body) -> {
      HttpClient.ResponseReceiver<?> sent =
          body == null
              ? client.get().uri(url)
              : client
                  .headers(h -> h.set("Content-Length", body.length()))
                  .post()
                  .uri(url)
                  .send(ByteBufFlux.fromString(Mono.just(body)));
      return sent.responseContent().aggregate().asString().block();
    };
  }
}
