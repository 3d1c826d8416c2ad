import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Tomcat, with its NIO connector, or that which the property {@code tomcat.connector} names. */
public final class TomcatServer extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new TomcatServer().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    String trust = System.clearProperty("javax.net.ssl.trustStore"); // Tomcat wants a CA in it
    String folder = Files.createTempDirectory("tomcat").toString();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder);
    Connector connector = new Connector(System.getProperty("tomcat.connector", "HTTP/1.1"));
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("SSLEnabled", "true");
    connector.setSecure(true);
    connector.setScheme("https");
    connector.addSslHostConfig(tls());
    tomcat.setConnector(connector);
    tomcat.addContext("", folder).getPipeline().addValve(new Echo());
    tomcat.start();
    System.setProperty("javax.net.ssl.trustStore", trust);
    return connector.getLocalPort();
  }

  private static SSLHostConfig tls() {
    SSLHostConfig tls = new SSLHostConfig();
    tls.setProtocols("TLSv1+TLSv1.3");
    tls.setCiphers(Round.CBC_SUITE + ":TLS_AES_128_GCM_SHA256:TLS_RSA_WITH_AES_128_CBC_SHA");
    SSLHostConfigCertificate key =
        new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.RSA);
    key.setCertificateKeystoreFile(keyStore());
    key.setCertificateKeystorePassword(password());
    tls.addCertificate(key);
    return tls;
  }

  /** In a valve: servlets are of another package in each of its lines. */
  private static final class Echo extends ValveBase {
    @Override
    public void invoke(Request request, Response response) throws IOException {
      byte[] body = readAll(request.getInputStream());
      byte[] reply = answer(request.getMethod(), request.getDecodedRequestURI(), body);
      response.setContentLength(reply.length);
      response.getOutputStream().write(reply);
    }
  }
}
