import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.Round;
import java.util.Date;
import java.util.Properties;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

/** JavaMail sends to GreenMail, SMTP within TLS. */
public final class MailSmtp extends Application {
  private GreenMail server;

  public static void main(String[] ports) throws Exception {
    new MailSmtp().run(ports);
  }

  @Override
  protected int serve(Round round) {
    System.setProperty("greenmail.tls.keystore.file", keyStore());
    System.setProperty("greenmail.tls.keystore.password", password());
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", "smtps");
    setup.setServerStartupTimeout(60_000);
    server = new GreenMail(setup);
    server.start();
    server.setUser("a@test", "a", "secret");
    return server.getSmtps().getPort();
  }

  @Override
  protected String use(Round round) throws Exception {
    Properties properties = new Properties();
    properties.put("mail.smtps.ssl.socketFactory", round.context().getSocketFactory());
    properties.put("mail.smtps.ssl.protocols", round.protocol());
    properties.put("mail.smtps.localhost", "localhost");
    Session session = Session.getInstance(properties);
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<always-as-long@test>");
          }
        };
    message.setFrom(new InternetAddress("a@test"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("b@test"));
    message.setSubject("subject");
    message.setSentDate(new Date(0));
    message.setText(new String(new char[3000]).replace("\0", "text "));
    try (Transport transport = session.getTransport("smtps")) {
      transport.connect("localhost", round.port(), "a", "secret");
      transport.sendMessage(message, message.getAllRecipients());
    }
    MimeMessage[] all = server.getReceivedMessages();
    return all.length + " " + GreenMailUtil.getBody(all[all.length - 1]).hashCode();
  }
}
