import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/**
 * GET and POST over {@code java.net.http.HttpClient}. Not among this module's classes because those
 * are Java 8's: its test compiles it.
 */
public final class HttpClientApp {
  private HttpClientApp() {}

  /** The base URLs of servers; prints what it did to each. */
  public static void main(String[] servers) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Java 11 would offer TLS 1.2 and later only, unlike its own SSLContext.
            .sslParameters(SSLContext.getDefault().getDefaultSSLParameters())
            .build();
    for (String server : servers) {
      for (int size : new int[] {200, 100_000, 200}) {
        exchange(client, HttpRequest.newBuilder(URI.create(server + "/" + size)).build());
        byte[] body = "x".repeat(size).getBytes();
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(server + "/echo"));
        exchange(client, post.POST(BodyPublishers.ofByteArray(body)).build());
      }
    }
  }

  private static void exchange(HttpClient client, HttpRequest request) throws Exception {
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    String protocol = response.sslSession().get().getProtocol();
    String what = protocol + " " + request.method() + " " + request.uri().getPath();
    byte[] body = response.body();
    int digest = Arrays.hashCode(body);
    System.out.println(what + " " + response.statusCode() + " " + body.length + " " + digest);
  }
}
