import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchScope;
import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.Round;
import java.net.InetAddress;
import javax.net.ssl.SSLContext;

/** UnboundID's LDAP client, and its server in memory. */
public final class Ldap extends Application {
  public static void main(String[] ports) throws Exception {
    new Ldap().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=test");
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPSConfig(
            "ldaps",
            InetAddress.getLoopbackAddress(),
            0,
            SSLContext.getDefault().getServerSocketFactory(),
            null));
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=test", "objectClass: top", "objectClass: domain", "dc: test");
    server.startListening();
    return server.getListenPort();
  }

  @Override
  protected String use(Round round) throws Exception {
    try (LDAPConnection connection =
        new LDAPConnection(round.context().getSocketFactory(), "localhost", round.port())) {
      connection.add("dn: ou=a,dc=test", "objectClass: organizationalUnit", "ou: a");
      String found =
          connection.search("dc=test", SearchScope.SUB, "(ou=*)").getSearchEntries().toString();
      connection.delete("ou=a,dc=test");
      return found;
    }
  }
}
