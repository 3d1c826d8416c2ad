import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Dsl;

/** GET over AsyncHttpClient 2 and 3. */
public final class AsyncHttpClient2 {
  private AsyncHttpClient2() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    try (AsyncHttpClient client = Dsl.asyncHttpClient()) {
      System.out.println(client.prepareGet(args[0]).execute().get().getStatusCode());
    }
  }
}
