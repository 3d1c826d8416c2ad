import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.Round;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Hashtable;
import javax.naming.directory.Attributes;
import javax.naming.directory.BasicAttributes;
import javax.naming.directory.InitialDirContext;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/** The JDK's LDAP client, and UnboundID's server in memory. */
public final class Jndi extends Application {
  private static volatile SocketFactory sockets;

  public static void main(String[] ports) throws Exception {
    new Jndi().run(ports);
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
    sockets = round.context().getSocketFactory();
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put("java.naming.factory.initial", "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put("java.naming.provider.url", "ldaps://localhost:" + round.port());
    environment.put("java.naming.ldap.factory.socket", Sockets.class.getName());
    InitialDirContext context = new InitialDirContext(environment);
    Attributes unit = new BasicAttributes("objectClass", "organizationalUnit");
    unit.put("ou", "a");
    context.createSubcontext("ou=a,dc=test", unit).close();
    String found = context.getAttributes("ou=a,dc=test").get("ou").toString();
    context.destroySubcontext("ou=a,dc=test");
    context.close();
    return found;
  }

  /** What JNDI makes its sockets with. */
  public static final class Sockets extends SocketFactory {
    public static SocketFactory getDefault() {
      return new Sockets();
    }

    @Override
    public Socket createSocket() throws IOException {
      return sockets.createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return sockets.createSocket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return sockets.createSocket(host, port, local, localPort);
    }
  }
}
