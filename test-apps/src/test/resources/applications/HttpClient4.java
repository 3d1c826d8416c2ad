import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.conn.ssl.DefaultHostnameVerifier;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient 4. */
public final class HttpClient4 extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new HttpClient4().run(ports);
  }

  @Override
  protected Exchange client(Round round) throws Exception {
    SSLConnectionSocketFactory sockets =
        new SSLConnectionSocketFactory(
            round.context(), round.protocols(), round.suites(), new DefaultHostnameVerifier());
    CloseableHttpClient client = HttpClients.custom().setSSLSocketFactory(sockets).build();
    return (url, body) -> EntityUtils.toString(client.execute(request(url, body)).getEntity());
  }

  private static HttpUriRequest request(String url, String body) throws Exception {
    if (body == null) {
      return new HttpGet(url);
    }
    HttpPost post = new HttpPost(url);
    post.setEntity(new StringEntity(body));
    return post;
  }
}
