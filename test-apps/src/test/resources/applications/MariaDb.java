import io.github.recordsplit.apps.rounds.JdbcApplication;
import io.github.recordsplit.apps.rounds.Round;

/** MariaDB's driver. */
public final class MariaDb extends JdbcApplication {
  public static void main(String[] ports) throws Exception {
    new MariaDb().run(ports);
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
    return "jdbc:mariadb://localhost:"
        + round.port()
        + "/mysql?fallbackToSystemKeyStore=false&sslMode=trust&enabledSslProtocolSuites="
        + round.protocol();
  }
}
