import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Reactor Netty's server. */
public final class ReactorNettyServer extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new ReactorNettyServer().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    SslContext tls =
        SslContextBuilder.forServer(keys())
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1", "TLSv1.3")
            .build();
    return HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .secure(s -> s.sslContext(tls))
        .handle(
            (request, response) ->
                request
                    .receive()
                    .aggregate()
                    .asByteArray()
                    .defaultIfEmpty(new byte[0])
                    .flatMap(body -> reply(request, response, body)))
        .bindNow()
        .port();
  }

  private static Mono<Void> reply(
      HttpServerRequest request, HttpServerResponse response, byte[] body) {
    byte[] reply = answer(request.method().name(), request.uri(), body);
    return response
        .header("Content-Length", String.valueOf(reply.length))
        .sendByteArray(Mono.just(reply))
        .then();
  }
}
