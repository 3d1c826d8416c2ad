package io.github.recordsplit.observe.jmx;

import io.github.recordsplit.control.AgentControl;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/**
 * Registers the agent with the platform's MBean server once somebody else has made it. Making it
 * would initialise {@code java.util.logging} before an application server has set its own log
 * manager, and looking for it does not.
 */
public final class Jmx {
  static final String NAME = "io.github.recordsplit:type=RecordSplit";

  /** What the platform's server has from its first moment, and no other. */
  private static final String PLATFORM = "java.lang:type=Runtime";

  private Jmx() {}

  /** Returns whether it is registered now. */
  public static boolean register(AgentControl agent) throws JMException {
    List<MBeanServer> servers = MBeanServerFactory.findMBeanServer(null);
    for (MBeanServer server : servers) {
      if (server.isRegistered(new ObjectName(PLATFORM))) {
        register(agent, server);
        return true;
      }
    }
    return false;
  }

  private static void register(AgentControl agent, MBeanServer server) throws JMException {
    try {
      RecordSplit bean = new RecordSplit(agent);
      server.registerMBean(new DescribedBean(bean), new ObjectName(NAME));
      agent.orders(bean);
    } catch (InstanceAlreadyExistsException e) {
      // The application's own doing.
    }
  }
}
