import com.ning.http.client.AsyncHttpClient;

/** GET over AsyncHttpClient 1, which is on Netty 3. */
public final class AsyncHttpClient1 {
  private AsyncHttpClient1() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    try (AsyncHttpClient client = new AsyncHttpClient()) {
      System.out.println(client.prepareGet(args[0]).execute().get().getStatusCode());
    }
  }
}
