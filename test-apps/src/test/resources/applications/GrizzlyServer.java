import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** Grizzly's HTTP server. */
public final class GrizzlyServer extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new GrizzlyServer().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    NetworkListener listener = new NetworkListener("tls", "127.0.0.1", 0);
    listener.setSecure(true);
    listener.setSSLEngineConfig(
        new SSLEngineConfigurator(SSLContext.getDefault(), false, false, false));
    HttpServer server = new HttpServer();
    server.addListener(listener);
    server.getServerConfiguration().addHttpHandler(new Echo(), "/");
    server.start();
    return listener.getPort();
  }

  private static final class Echo extends HttpHandler {
    @Override
    public void service(Request request, Response response) throws IOException {
      byte[] body = readAll(request.getInputStream());
      byte[] reply = answer(request.getMethod().toString(), request.getRequestURI(), body);
      response.setContentLength(reply.length);
      response.getOutputStream().write(reply);
    }
  }
}
