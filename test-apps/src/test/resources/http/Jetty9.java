import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** GET over Jetty's client 9. */
public final class Jetty9 {
  private Jetty9() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    HttpClient client = new HttpClient(new SslContextFactory.Client());
    client.start();
    System.out.println(client.GET(args[0]).getStatus());
    client.stop();
  }
}
