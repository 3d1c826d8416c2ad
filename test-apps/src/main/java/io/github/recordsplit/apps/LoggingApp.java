package io.github.recordsplit.apps;

import java.lang.management.ManagementFactory;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.net.ssl.SSLContext;

/** Uses TLS first, JMX then, and logging last: whoever touched logging before it would show. */
public final class LoggingApp {
  private static final String AGENT = "io.github.recordsplit:type=RecordSplit";

  private LoggingApp() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws Exception {
    SSLContext context = SSLContext.getDefault();
    Kind kind = Kind.TLS_1_0_CBC;
    Endpoint client = Crowd.endpoint(context.createSSLEngine(), kind, true);
    Endpoint server = Crowd.endpoint(context.createSSLEngine(), kind, false);
    EngineSender sender = new EngineSender(client, server);
    server.mark();
    sender.send(new byte[100]);
    System.out.println("records " + server.plainLengths);
    Thread.sleep(600); // The agent's thread has looked for an MBean server in vain.
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    for (int i = 0; i < 100 && !beans.isRegistered(new ObjectName(AGENT)); i++) {
      Thread.sleep(50);
    }
    System.out.println("registered " + beans.isRegistered(new ObjectName(AGENT)));
    System.out.println("manager " + LogManager.getLogManager().getClass().getName());
    Logger.getLogger("app").warning("said by the application");
  }
}
