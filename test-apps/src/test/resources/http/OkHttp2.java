import com.squareup.okhttp.OkHttpClient;
import com.squareup.okhttp.Request;

/** GET over OkHttp 2. */
public final class OkHttp2 {
  private OkHttp2() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    Request request = new Request.Builder().url(args[0]).build();
    System.out.println(new OkHttpClient().newCall(request).execute().code());
  }
}
