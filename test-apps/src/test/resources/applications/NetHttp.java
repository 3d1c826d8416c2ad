import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** The JDK's new HTTP client. */
public final class NetHttp extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new NetHttp().run(ports);
  }

  @Override
  protected Exchange client(Round round) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(round.context()).build();
    return (url, body) -> {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
      if (body != null) {
        request.POST(BodyPublishers.ofString(body));
      }
      return client.send(request.build(), BodyHandlers.ofString()).body();
    };
  }
}
