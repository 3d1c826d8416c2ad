import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import java.net.URI;
import org.apache.http.HttpHost;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.nio.conn.ssl.SSLIOSessionStrategy;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/** Elasticsearch's REST client. */
public final class ElasticsearchClient extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new ElasticsearchClient().run(ports);
  }

  @Override
  protected Exchange client(Round round) throws Exception {
    SSLIOSessionStrategy tls =
        new SSLIOSessionStrategy(
            round.context(), round.protocols(), round.suites(), NoopHostnameVerifier.INSTANCE);
    RestClient client =
        RestClient.builder(new HttpHost("localhost", round.port(), "https"))
            .setHttpClientConfigCallback(
                builder -> builder.setSSLStrategy(tls).setMaxConnPerRoute(1))
            .build();
    return (url, body) -> {
      Request request = new Request(body == null ? "GET" : "POST", URI.create(url).getPath());
      if (body != null) {
        request.setJsonEntity(body);
      }
      return read(client.performRequest(request).getEntity().getContent());
    };
  }
}
