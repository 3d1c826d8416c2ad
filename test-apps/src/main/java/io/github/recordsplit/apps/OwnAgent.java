package io.github.recordsplit.apps;

import java.lang.management.ManagementFactory;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The agent's bean in this JVM, which is there soon after the platform's MBean server is. */
final class OwnAgent {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName name = new ObjectName("io.github.recordsplit:type=RecordSplit");

  OwnAgent() throws Exception {
    for (int i = 0; i < 500 && !server.isRegistered(name); i++) {
      Thread.sleep(20);
    }
  }

  Object get(String attribute) throws Exception {
    return server.getAttribute(name, attribute);
  }

  void set(String attribute, Object value) throws Exception {
    server.setAttribute(name, new Attribute(attribute, value));
  }

  /** How many failures of its own it has counted. */
  static long failures() throws Exception {
    return (Long) new OwnAgent().get("Failures");
  }
}
