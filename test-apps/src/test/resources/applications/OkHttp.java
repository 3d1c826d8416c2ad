import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import java.util.Collections;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp. */
public final class OkHttp extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new OkHttp().run(ports);
  }

  @Override
  protected Exchange client(Round round) throws Exception {
    ConnectionSpec spec =
        new ConnectionSpec.Builder(ConnectionSpec.COMPATIBLE_TLS)
            .tlsVersions(round.protocols())
            .cipherSuites(round.suites())
            .build();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectionSpecs(Collections.singletonList(spec))
            .sslSocketFactory(
                round.context().getSocketFactory(),
                (X509TrustManager) round.trust().getTrustManagers()[0])
            .build();
    return (url, body) -> {
      try (Response reply = client.newCall(request(url, body)).execute()) {
        return reply.body().string();
      }
    };
  }

  private static Request request(String url, String body) {
    Request.Builder request = new Request.Builder().url(url);
    if (body != null) {
      request.post(RequestBody.create(body, MediaType.get("text/plain")));
    }
    return request.build();
  }
}
