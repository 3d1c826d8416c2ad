package io.github.recordsplit.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** What an operator does to a JVM that is running already. */
public final class Attach {
  private static final int PATIENCE = 500;

  private static int orders;

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

  /** Leaves a request in the mailbox, as the command line does, and returns the answer. */
  public static String order(Child child, String... words) {
    Path folder = Path.of("/tmp/.recordsplit-" + child.pid());
    String name = "test" + number();
    try {
      if (!Files.exists(folder)) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Path part = folder.resolve(name);
      String now = String.valueOf(System.currentTimeMillis());
      Files.write(
          part, ("recordsplit 1\n" + now + "\n" + String.join("\n", words)).getBytes(UTF_8));
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
      Files.move(part, folder.resolve(name + ".request"), StandardCopyOption.ATOMIC_MOVE);
      return answer(folder.resolve(name + ".answer"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static synchronized int number() {
    return orders++;
  }

  private static String answer(Path file) throws IOException {
    for (int tries = 0; tries < PATIENCE && !Files.exists(file); tries++) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    String answer = Files.readString(file);
    Files.delete(file);
    Files.deleteIfExists(file.getParent());
    return answer;
  }
}
