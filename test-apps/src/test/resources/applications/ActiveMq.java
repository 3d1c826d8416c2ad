import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.DefaultSockets;
import io.github.recordsplit.apps.rounds.Round;
import javax.jms.Connection;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.TextMessage;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;

/** ActiveMQ's client and its broker, with the transport that a property names. */
public final class ActiveMq extends Application {
  private static final String TRANSPORT = System.getProperty("activemq.transport", "ssl");
  private static final String QUIET = "wireFormat.maxInactivityDuration=0";

  public static void main(String[] ports) throws Exception {
    new ActiveMq().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    BrokerService broker = new BrokerService();
    broker.setPersistent(false);
    broker.setUseJmx(false);
    broker.setAdvisorySupport(false);
    broker.addConnector(TRANSPORT + "://127.0.0.1:0?" + QUIET);
    broker.start();
    broker.waitUntilStarted();
    return broker.getTransportConnectors().get(0).getConnectUri().getPort();
  }

  @Override
  protected String use(Round round) throws Exception {
    DefaultSockets.speak(round);
    ActiveMQConnectionFactory factory =
        new ActiveMQConnectionFactory("ssl://localhost:" + round.port() + "?" + QUIET);
    factory.setWatchTopicAdvisories(false);
    Connection connection = factory.createConnection();
    connection.start();
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    Queue queue = session.createQueue("a");
    MessageProducer producer = session.createProducer(queue);
    MessageConsumer consumer = session.createConsumer(queue);
    StringBuilder done = new StringBuilder();
    for (int size : new int[] {1, 200, 9000}) {
      producer.send(session.createTextMessage(new String(new char[size]).replace('\0', 'x')));
      String text = ((TextMessage) consumer.receive()).getText();
      done.append(text.length()).append(' ').append(text.hashCode()).append("; ");
    }
    connection.close();
    return done.toString();
  }
}
