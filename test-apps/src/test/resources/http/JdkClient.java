import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** GET over {@code java.net.http}. */
public final class JdkClient {
  private JdkClient() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
    HttpClient client = HttpClient.newHttpClient();
    System.out.println(client.send(request, BodyHandlers.ofString()).statusCode());
  }
}
