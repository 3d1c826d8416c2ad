import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;

/** GET over Apache HttpClient 5's asynchronous client. */
public final class Apache5Async {
  private Apache5Async() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    try (CloseableHttpAsyncClient client = HttpAsyncClients.createSystem()) {
      client.start();
      SimpleHttpRequest request = SimpleHttpRequest.create("GET", args[0]);
      System.out.println(client.execute(request, null).get().getCode());
    }
  }
}
