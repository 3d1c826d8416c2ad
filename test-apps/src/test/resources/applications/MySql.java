import io.github.recordsplit.apps.rounds.JdbcApplication;
import io.github.recordsplit.apps.rounds.Round;

/** MySQL's driver: the last version that can be told to speak TLS 1.0. */
public final class MySql extends JdbcApplication {
  public static void main(String[] ports) throws Exception {
    new MySql().run(ports);
  }

  @Override
  protected String user() {
    return "root";
  }

  @Override
  protected String userPassword() {
    return "";
  }

  @Override
  protected String url(Round round) {
    return "jdbc:mysql://localhost:"
        + round.port()
        + "/mysql?fallbackToSystemKeyStore=false&sslMode=REQUIRED&enabledTLSProtocols="
        + round.protocol();
  }
}
