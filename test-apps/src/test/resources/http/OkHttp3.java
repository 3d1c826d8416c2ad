import okhttp3.OkHttpClient;
import okhttp3.Request;

/** GET over OkHttp 3, 4 and 5. */
public final class OkHttp3 {
  private OkHttp3() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    Request request = new Request.Builder().url(args[0]).build();
    System.out.println(new OkHttpClient().newCall(request).execute().code());
  }
}
