import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.Round;
import java.io.IOException;
import java.net.Socket;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import javax.rmi.ssl.SslRMIServerSocketFactory;

/** RMI over SSL, as the JDK brings it. */
public final class Rmi extends Application {
  private final Remote served = (Echo) text -> text + text.length();
  private Echo stub;

  public static void main(String[] ports) throws Exception {
    new Rmi().run(ports);
  }

  /** What can be called from afar. */
  public interface Echo extends Remote {
    String echo(String text) throws RemoteException;
  }

  @Override
  protected boolean servesAll() {
    return false;
  }

  @Override
  protected int serve(Round round) throws Exception {
    int port = freePort();
    Via sockets = new Via(round.port());
    if (stub != null) {
      UnicastRemoteObject.unexportObject(served, true);
    }
    stub =
        (Echo)
            UnicastRemoteObject.exportObject(served, port, sockets, new SslRMIServerSocketFactory());
    return port;
  }

  @Override
  protected String use(Round round) throws Exception {
    System.setProperty("javax.rmi.ssl.client.enabledProtocols", round.protocol());
    // One call: before another one RMI may ask whether the connection still lives, by the clock.
    String reply = stub.echo(new String(new char[9000]).replace('\0', 'x'));
    return reply.length() + " " + reply.hashCode();
  }

  /** Its sockets lead through the test's port. */
  public static final class Via extends SslRMIClientSocketFactory {
    private static final long serialVersionUID = 1;

    private final int port;

    Via(int port) {
      this.port = port;
    }

    @Override
    public Socket createSocket(String host, int ignored) throws IOException {
      return super.createSocket("localhost", port);
    }
  }
}
