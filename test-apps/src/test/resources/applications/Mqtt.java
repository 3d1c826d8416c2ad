import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.Round;
import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Paho's client and Moquette, which is made of Netty. */
public final class Mqtt extends Application {
  public static void main(String[] ports) throws Exception {
    new Mqtt().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    int port = freePort();
    Properties properties = new Properties();
    properties.setProperty("host", "127.0.0.1");
    properties.setProperty("port", "0");
    properties.setProperty("ssl_port", port + "");
    properties.setProperty("jks_path", keyStore());
    properties.setProperty("telemetry_enabled", "false");
    properties.setProperty("persistence_enabled", "false");
    properties.setProperty("allow_anonymous", "true");
    properties.setProperty("data_path", Files.createTempDirectory("mqtt").toString());
    SslContext tls = SslContextBuilder.forServer(keys()).protocols("TLSv1", "TLSv1.3").build();
    new Server()
        .startServer(
            new MemoryConfig(properties), Collections.emptyList(), () -> tls, null, null);
    return port;
  }

  @Override
  protected String use(Round round) throws Exception {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setSocketFactory(round.context().getSocketFactory());
    MqttClient client =
        new MqttClient("ssl://localhost:" + round.port(), "a", new MemoryPersistence());
    client.connect(options);
    LinkedBlockingQueue<String> got = new LinkedBlockingQueue<>();
    client.subscribe("a", 0, (topic, message) -> got.add(message.toString()));
    StringBuilder done = new StringBuilder();
    for (int size : new int[] {1, 200, 5000}) {
      client.publish("a", new String(new char[size]).replace('\0', 'x').getBytes(), 0, false);
      String text = got.poll(1, TimeUnit.MINUTES);
      done.append(text.length()).append(' ').append(text.hashCode()).append("; ");
    }
    client.disconnectForcibly(0, 0, false); // else the last payload looks like an alert
    return done.toString();
  }
}
