import io.github.recordsplit.apps.rounds.DefaultSockets;
import io.github.recordsplit.apps.rounds.JdbcApplication;
import io.github.recordsplit.apps.rounds.Round;
import java.io.PrintWriter;
import org.hsqldb.server.Server;

/** HSQLDB's driver and its server. */
public final class Hsqldb extends JdbcApplication {
  public static void main(String[] ports) throws Exception {
    new Hsqldb().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    DefaultSockets.speak(round);
    Server server = new Server();
    int port = freePort();
    server.setAddress("127.0.0.1");
    server.setPort(port);
    server.setTls(true);
    server.setDatabaseName(0, "a");
    server.setDatabasePath(0, "mem:a;user=sa;password=secret");
    server.setSilent(true);
    server.setLogWriter(new PrintWriter(System.err));
    server.start();
    return port;
  }

  @Override
  protected String url(Round round) throws Exception {
    DefaultSockets.speak(round);
    return "jdbc:hsqldb:hsqls://localhost:" + round.port() + "/a";
  }
}
