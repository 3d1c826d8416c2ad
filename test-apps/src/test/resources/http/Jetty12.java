import org.eclipse.jetty.client.HttpClient;

/** GET over Jetty's client 12. */
public final class Jetty12 {
  private Jetty12() {}

  /** The URL. */
  public static void main(String[] args) throws Exception {
    try (HttpClient client = new HttpClient()) {
      client.start();
      System.out.println(client.GET(args[0]).getStatus());
    }
  }
}
