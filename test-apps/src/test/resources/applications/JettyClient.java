import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.client.util.StringContentProvider;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty's client. */
public final class JettyClient extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new JettyClient().run(ports);
  }

  @Override
  protected Exchange client(Round round) throws Exception {
    SslContextFactory.Client tls = new SslContextFactory.Client();
    tls.setSslContext(round.context());
    tls.setIncludeProtocols(round.protocols());
    tls.setExcludeProtocols();
    tls.setExcludeCipherSuites();
    HttpClient client = new HttpClient(tls);
    client.start();
    return (url, body) -> {
      Request request = client.newRequest(url);
      if (body != null) {
        request.method("POST").content(new StringContentProvider(body));
      }
      return request.send().getContentAsString();
    };
  }
}
