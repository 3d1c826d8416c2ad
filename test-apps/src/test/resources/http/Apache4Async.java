import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;

/** GET over Apache HttpAsyncClient 4. */
public final class Apache4Async {
  private Apache4Async() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    try (CloseableHttpAsyncClient client = HttpAsyncClients.createSystem()) {
      client.start();
      int status =
          client.execute(new HttpGet(args[0]), null).get().getStatusLine().getStatusCode();
      System.out.println(status);
    }
  }
}
