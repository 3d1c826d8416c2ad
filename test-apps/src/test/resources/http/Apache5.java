import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** GET over Apache HttpClient 5. */
public final class Apache5 {
  private Apache5() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    try (CloseableHttpClient client = HttpClients.createSystem()) {
      int status = client.execute(new HttpGet(args[0]), response -> response.getCode());
      System.out.println(status);
    }
  }
}
