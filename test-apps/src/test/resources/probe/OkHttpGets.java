import java.util.Collections;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** GET over OkHttp, with TLS 1.0 allowed, so many times on one connection. */
public final class OkHttpGets {
  private OkHttpGets() {}

  /** The URL, and how often. */
  public static void main(String[] args) throws Exception {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectionSpecs(Collections.singletonList(ConnectionSpec.COMPATIBLE_TLS))
            .build();
    for (int i = Integer.parseInt(args[1]); i > 0; i--) {
      try (Response reply = client.newCall(new Request.Builder().url(args[0]).build()).execute()) {
        reply.body().string();
      }
    }
    System.exit(0); // its pool of connections lives on
  }
}
