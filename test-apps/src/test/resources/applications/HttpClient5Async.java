import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ContentType;

/** Apache HttpClient 5, on its own event loop. */
public final class HttpClient5Async extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new HttpClient5Async().run(ports);
  }

  @Override
  protected Exchange client(Round round) throws Exception {
    CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(1)
                    .setTlsStrategy(
                        ClientTlsStrategyBuilder.create()
                            .setSslContext(round.context())
                            .setTlsVersions(round.protocols())
                            .setCiphers(round.suites())
                            .build())
                    .build())
            .build();
    client.start();
    return (url, body) -> client.execute(request(url, body), null).get().getBodyText();
  }

  private static SimpleHttpRequest request(String url, String body) {
    return body == null
        ? SimpleRequestBuilder.get(url).build()
        : SimpleRequestBuilder.post(url).setBody(body, ContentType.TEXT_PLAIN).build();
  }
}
