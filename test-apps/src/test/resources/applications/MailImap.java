import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.Round;
import java.util.Properties;
import javax.mail.Flags;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.internet.MimeMessage;

/** JavaMail reads from GreenMail, IMAP within TLS. */
public final class MailImap extends Application {
  public static void main(String[] ports) throws Exception {
    new MailImap().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    System.setProperty("greenmail.tls.keystore.file", keyStore());
    System.setProperty("greenmail.tls.keystore.password", password());
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", "imaps");
    setup.setServerStartupTimeout(60_000);
    GreenMail server = new GreenMail(setup);
    server.start();
    GreenMailUser user = server.setUser("a@test", "a", "secret");
    MimeMessage message =
        new MimeMessage((Session) null) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<always-as-long@test>");
          }
        };
    message.setSubject("subject");
    message.setText(new String(new char[3000]).replace("\0", "text "));
    user.deliver(message);
    return server.getImaps().getPort();
  }

  @Override
  protected String use(Round round) throws Exception {
    Properties properties = new Properties();
    properties.put("mail.imaps.ssl.socketFactory", round.context().getSocketFactory());
    properties.put("mail.imaps.ssl.protocols", round.protocol());
    try (Store store = Session.getInstance(properties).getStore("imaps")) {
      store.connect("localhost", round.port(), "a", "secret");
      Folder folder = store.getFolder("INBOX");
      folder.open(Folder.READ_WRITE);
      Message message = folder.getMessage(1);
      String read = message.getSubject() + " " + message.getContent().hashCode();
      message.setFlag(Flags.Flag.ANSWERED, true);
      folder.close(false);
      return read;
    }
  }
}
