import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** GET over Apache HttpClient 4. */
public final class Apache4 {
  private Apache4() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    try (CloseableHttpClient client = HttpClients.createSystem()) {
      System.out.println(client.execute(new HttpGet(args[0])).getStatusLine().getStatusCode());
    }
  }
}
