import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.Round;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.util.Collections;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** Commons Net's FTP client and FtpServer; the test sees the control connection. */
public final class Ftp extends Application {
  public static void main(String[] ports) throws Exception {
    new Ftp().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    SslConfigurationFactory tls = new SslConfigurationFactory();
    tls.setKeystoreFile(new File(keyStore()));
    tls.setKeystorePassword(password());
    tls.setKeystoreType("PKCS12");
    tls.setSslProtocol("TLSv1", "TLSv1.3");
    ListenerFactory listener = new ListenerFactory();
    listener.setServerAddress("127.0.0.1");
    listener.setPort(0);
    listener.setSslConfiguration(tls.createSslConfiguration());
    listener.setImplicitSsl(true);
    BaseUser user = new BaseUser();
    user.setName("a");
    user.setPassword("secret");
    user.setHomeDirectory(Files.createTempDirectory("ftp").toString());
    user.setAuthorities(Collections.singletonList(new WritePermission()));
    FtpServerFactory factory = new FtpServerFactory();
    factory.addListener("default", listener.createListener());
    factory.getUserManager().save(user);
    FtpServer server = factory.createServer();
    server.start();
    return factory.getListener("default").getPort();
  }

  @Override
  protected String use(Round round) throws Exception {
    FTPSClient client = new FTPSClient(true, round.context());
    client.setEnabledProtocols(round.protocols());
    client.connect("localhost", round.port());
    client.login("a", "secret");
    client.execPBSZ(0);
    client.execPROT("P");
    client.setUseEPSVwithIPv4(true); // whose replies are always as long
    client.enterLocalPassiveMode();
    client.setFileType(FTP.BINARY_FILE_TYPE);
    byte[] file = new byte[5000];
    boolean stored = client.storeFile("f", new ByteArrayInputStream(file));
    ByteArrayOutputStream back = new ByteArrayOutputStream();
    boolean retrieved = client.retrieveFile("f", back);
    int names = client.listNames().length;
    client.logout();
    client.disconnect();
    return stored + " " + retrieved + " " + back.size() + " " + names;
  }
}
