import java.io.IOException;
import java.util.logging.LogManager;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Tomcat with one HTTPS connector on TLS 1.0. Its argument is a folder for it. */
public class TomcatApp {
  public static void main(String[] args) throws Exception {
    System.clearProperty("javax.net.ssl.trustStore"); // Tomcat wants a CA in it, and asks no client
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(args[0]);
    Connector connector = new Connector("HTTP/1.1");
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("SSLEnabled", "true");
    connector.setSecure(true);
    connector.setScheme("https");
    SSLHostConfig tls = new SSLHostConfig();
    tls.setProtocols("TLSv1");
    tls.setCiphers("TLS_RSA_WITH_AES_128_CBC_SHA");
    SSLHostConfigCertificate key =
        new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.RSA);
    key.setCertificateKeystoreFile(System.getProperty("javax.net.ssl.keyStore"));
    key.setCertificateKeystorePassword(System.getProperty("javax.net.ssl.keyStorePassword"));
    tls.addCertificate(key);
    connector.addSslHostConfig(tls);
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", args[0]);
    Tomcat.addServlet(context, "hello", new Hello());
    context.addServletMappingDecoded("/", "hello");
    tomcat.start();
    System.out.println("manager " + LogManager.getLogManager().getClass().getName());
    System.out.println("port " + connector.getLocalPort());
    while (System.in.read() >= 0) {}
    tomcat.stop();
  }

  static class Hello extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentLength(5);
      response.getOutputStream().write("hello".getBytes("US-ASCII"));
    }
  }
}
