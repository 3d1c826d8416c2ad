import java.net.HttpURLConnection;
import java.net.URL;

/** GET over {@code HttpsURLConnection}. */
public final class JdkUrl {
  private JdkUrl() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) new URL(args[0]).openConnection();
    System.out.println(connection.getResponseCode());
    connection.disconnect();
  }
}
