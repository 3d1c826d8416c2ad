import io.github.recordsplit.apps.rounds.DefaultSockets;
import io.github.recordsplit.apps.rounds.JdbcApplication;
import io.github.recordsplit.apps.rounds.Round;
import java.io.PrintWriter;
import java.net.InetAddress;
import org.apache.derby.drda.NetworkServerControl;

/** Derby's driver and its network server. */
public final class Derby extends JdbcApplication {
  public static void main(String[] ports) throws Exception {
    new Derby().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    System.setProperty("derby.stream.error.field", Derby.class.getName() + ".LOG");
    System.setProperty("derby.drda.sslMode", "basic");
    int port = freePort();
    DefaultSockets.speak(round);
    NetworkServerControl server =
        new NetworkServerControl(InetAddress.getLoopbackAddress(), port);
    server.start(new PrintWriter(System.err));
    awaitListening(port);
    return port;
  }

  /** Where the database writes its log. */
  public static final PrintWriter LOG = new PrintWriter(System.err);

  @Override
  protected String url(Round round) throws Exception {
    DefaultSockets.speak(round);
    return "jdbc:derby://localhost:"
        + round.port()
        + "/memory:a;create=true;ssl=peerAuthentication";
  }
}
