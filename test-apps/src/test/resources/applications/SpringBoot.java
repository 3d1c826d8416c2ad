import io.github.recordsplit.apps.rounds.HttpApplication;
import io.github.recordsplit.apps.rounds.Round;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Spring Boot with a controller on its embedded server. */
@EnableAutoConfiguration
@RestController
public class SpringBoot extends HttpApplication {
  public static void main(String[] ports) throws Exception {
    new SpringBoot().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.port", 0);
    properties.put("server.address", "127.0.0.1");
    properties.put("server.ssl.key-store", "file:" + keyStore());
    properties.put("server.ssl.key-store-password", password());
    properties.put("server.ssl.enabled-protocols", "TLSv1,TLSv1.3");
    properties.put("server.ssl.ciphers", Round.CBC_SUITE + ",TLS_AES_128_GCM_SHA256");
    properties.put("logging.level.root", "off");
    SpringApplication application = new SpringApplication(SpringBoot.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setDefaultProperties(properties);
    String trust = System.clearProperty("javax.net.ssl.trustStore"); // Tomcat wants a CA in it
    ServletWebServerApplicationContext context =
        (ServletWebServerApplicationContext) application.run();
    System.setProperty("javax.net.ssl.trustStore", trust);
    return context.getWebServer().getPort();
  }

  @GetMapping("/{size}")
  public byte[] get(@PathVariable("size") String size) {
    return answer("GET", "/" + size, null);
  }

  @PostMapping("/echo")
  public byte[] post(@RequestBody byte[] body) {
    return answer("POST", "/echo", body);
  }
}
