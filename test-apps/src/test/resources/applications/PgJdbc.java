import io.github.recordsplit.apps.rounds.JdbcApplication;
import io.github.recordsplit.apps.rounds.Round;
import javax.net.ssl.SSLSocketFactory;
import org.postgresql.ssl.WrappedFactory;

/** PostgreSQL's driver. */
public final class PgJdbc extends JdbcApplication {
  private static volatile SSLSocketFactory sockets;

  public static void main(String[] ports) throws Exception {
    new PgJdbc().run(ports);
  }

  @Override
  protected String user() {
    return "postgres";
  }

  @Override
  protected String url(Round round) throws Exception {
    sockets = round.context().getSocketFactory();
    return "jdbc:postgresql://localhost:"
        + round.port()
        + "/postgres?sslmode=require&sslfactory="
        + Sockets.class.getName();
  }

  /** What the driver makes its sockets with. */
  public static final class Sockets extends WrappedFactory {
    public Sockets() {
      factory = sockets;
    }
  }
}
