package io.github.recordsplit.harness;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The agent's MXBean in another JVM, reached as JConsole reaches a local one. */
public final class AgentBean implements AutoCloseable {
  private static final int TRIES = 100;

  /** Its name in each JVM. */
  public final ObjectName name;

  public final MBeanServerConnection server;
  private final JMXConnector connector;

  /** Connects, and waits until the agent has found the MBean server. */
  @SuppressWarnings("BanJNDI") // the address is that of a child on this machine
  public AgentBean(Child child) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(String.valueOf(child.pid()));
    String address = jvm.startLocalManagementAgent();
    jvm.detach();
    connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
    server = connector.getMBeanServerConnection();
    name = new ObjectName("io.github.recordsplit:type=RecordSplit");
    for (int i = 0; i < TRIES && !server.isRegistered(name); i++) {
      Thread.sleep(50);
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
