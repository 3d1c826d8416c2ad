import fi.iki.elonen.NanoHTTPD;
import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import javax.net.ssl.SSLContext;

/** NanoHTTPD, a thread a connection. */
public final class NanoServer extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new NanoServer().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    Echo server = new Echo();
    server.makeSecure(SSLContext.getDefault().getServerSocketFactory(), null);
    server.start();
    return server.getListeningPort();
  }

  private static final class Echo extends NanoHTTPD {
    Echo() {
      super("127.0.0.1", 0);
    }

    @Override
    public Response serve(IHTTPSession session) {
      try {
        String length = session.getHeaders().get("content-length");
        byte[] body = new byte[length == null ? 0 : Integer.parseInt(length)];
        new DataInputStream(session.getInputStream()).readFully(body);
        byte[] reply = answer(session.getMethod().name(), session.getUri(), body);
        return newFixedLengthResponse(
            Response.Status.OK, "text/plain", new ByteArrayInputStream(reply), reply.length);
      } catch (IOException e) {
        return newFixedLengthResponse(e.toString());
      }
    }
  }
}
