import io.github.recordsplit.apps.rounds.HttpApplication;

/** The JDK's old HTTP client and its HTTP server. */
public final class UrlConnection extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new UrlConnection().run(ports);
  }
}
