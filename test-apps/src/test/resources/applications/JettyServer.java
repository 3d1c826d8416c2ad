import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty. */
public final class JettyServer extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new JettyServer().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keyStore());
    tls.setKeyStorePassword(password());
    tls.setExcludeProtocols();
    tls.setExcludeCipherSuites();
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, tls);
    // Its values would make the JDK send a ticket with a reply, which looks like data on the wire.
    connector
        .getConnectionFactory(HttpConnectionFactory.class)
        .getHttpConfiguration()
        .getCustomizers()
        .clear();
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Echo());
    server.start();
    return connector.getLocalPort();
  }

  private static final class Echo extends AbstractHandler {
    @Override
    public void handle(
        String target, Request base, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      byte[] reply = answer(request.getMethod(), target, readAll(request.getInputStream()));
      response.setContentLength(reply.length);
      response.getOutputStream().write(reply);
      base.setHandled(true);
    }
  }
}
