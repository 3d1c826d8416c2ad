package io.github.recordsplit.harness;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;

/** What an operator does to a JVM that is running already. */
public final class Attach {
  private Attach() {}

  /** Loads our agent with these options. */
  public static void agent(Child child, String options) {
    agent(child, Target.agentJar(), options);
  }

  /** Loads an agent. */
  public static void agent(Child child, Path jar, String options) {
    try {
      VirtualMachine jvm = VirtualMachine.attach(String.valueOf(child.pid()));
      try {
        jvm.loadAgent(jar.toString(), options);
      } finally {
        jvm.detach();
      }
    } catch (AgentLoadException e) {
      // What Java 8 answers a newer JVM when the agent is in (JDK-8165736).
      if (!"0".equals(e.getMessage())) {
        throw new IllegalStateException(e);
      }
    } catch (AttachNotSupportedException | AgentInitializationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
