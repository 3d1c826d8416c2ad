import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;

/** The JDK's old HTTP client, with a server that the test has started. */
public final class Nginx extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new Nginx().run(ports);
  }

  @Override
  protected int serve(Round round) {
    return Integer.getInteger("server.port");
  }
}
