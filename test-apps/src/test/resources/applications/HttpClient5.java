import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;

/** Apache HttpClient 5, blocking. */
public final class HttpClient5 extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new HttpClient5().run(ports);
  }

  @Override
  protected Exchange client(Round round) throws Exception {
    DefaultClientTlsStrategy tls =
        new DefaultClientTlsStrategy(
            round.context(),
            round.protocols(),
            round.suites(),
            SSLBufferMode.STATIC,
            HostnameVerificationPolicy.BOTH,
            new DefaultHostnameVerifier());
    CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create().setTlsSocketStrategy(tls).build())
            .build();
    return (url, body) ->
        client.execute(request(url, body), reply -> EntityUtils.toString(reply.getEntity()));
  }

  private static HttpUriRequestBase request(String url, String body) {
    if (body == null) {
      return new HttpGet(url);
    }
    HttpPost post = new HttpPost(url);
    post.setEntity(new StringEntity(body));
    return post;
  }
}
