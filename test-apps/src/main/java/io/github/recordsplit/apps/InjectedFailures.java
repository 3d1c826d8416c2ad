package io.github.recordsplit.apps;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Makes each call from woven code into the agent fail once, in each way, and prints what became of
 * it: calls are woven into the agent, so the agent itself has no switch for that.
 */
public final class InjectedFailures {
  private static final String[] POINTS = {
    "connections", "decision", "same payload", "holds", "hold", "release", "created", "sessionValue"
  };

  private static final String EXCHANGE = "exchangeHeld";

  /** What each calls of the agent's hooks, or of a connection. */
  private static final String[] METHODS = {
    "connection",
    "onPayload",
    "decision",
    "isHolding",
    EXCHANGE,
    EXCHANGE,
    "connectionMade",
    "flagChanged"
  };

  private static final Throwable[] THROWN = {
    new IllegalStateException("injected"),
    new NoClassDefFoundError("injected"),
    new OutOfMemoryError("injected"),
    new StackOverflowError("injected"),
    new Throwable("injected")
  };
  private static final int PAYLOADS = 6;
  private static final int STRUCK = 3;

  private static InjectedFailures current;

  private final SSLContext context = SSLContext.getDefault();
  private final Kind kind = Kind.TLS_1_0_CBC;
  private String armed = "";
  private Throwable toThrow;
  private int port = 3000;

  private InjectedFailures() throws Exception {}

  public static void main(String[] args) throws Exception {
    InjectedFailures injected = new InjectedFailures();
    current = injected;
    ManagementFactory.getPlatformMBeanServer();
    injected.session(-1);
    weave();
    for (String point : POINTS) {
      for (Throwable thrown : THROWN) {
        injected.inject(point, thrown);
      }
    }
  }

  private void inject(String point, Throwable thrown) throws Exception {
    toThrow = thrown;
    long before = OwnAgent.failures();
    String outcome;
    if (point.equals("created")) {
      armed = point;
      outcome = session(-1);
    } else {
      outcome = session(STRUCK, point);
    }
    boolean fired = armed.isEmpty();
    armed = "";
    System.out.println(
        point
            + " | "
            + thrown.getClass().getName()
            + " | fired="
            + fired
            + " counted="
            + (OwnAgent.failures() - before)
            + " "
            + outcome);
  }

  /** Sends payloads, and tells how many records each one took and whether all bytes came. */
  private String session(int strike, String... point) throws Exception {
    SSLEngine engine = context.createSSLEngine("localhost", ++port);
    engine.setUseClientMode(false);
    engine.setSSLParameters(kind.parameters());
    Endpoint peer = new Endpoint(engine);
    MemorySocket transport = new MemorySocket(peer, port);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(transport, "localhost", port, true);
    socket.setSSLParameters(kind.parameters());
    StringBuilder records = new StringBuilder();
    try {
      socket.startHandshake();
      transport.deliver();
      for (int number = 1; number <= PAYLOADS; number++) {
        armed = number == strike ? point[0] : armed;
        peer.mark();
        socket.getSession().putValue("recordsplit", "split");
        byte[] payload = new byte[100];
        new Random(number).nextBytes(payload);
        socket.getOutputStream().write(payload);
        transport.deliver();
        records.append(records.length() == 0 ? "" : " ").append(Sender.join(peer.plainLengths));
        records.append(Arrays.equals(payload, peer.received()) ? "" : "BAD");
      }
    } catch (Throwable t) {
      records.append(" THREW ").append(t);
    }
    return "records=" + records;
  }

  /**
   * What is woven in at the start of the methods that woven code calls; {@code held} may be null.
   */
  public static void at(String method, Object held) {
    current.strike(method, held != null);
  }

  /** Throws, once, if this is the call that is to fail. */
  private void strike(String method, boolean holds) {
    for (int i = 0; i < POINTS.length; i++) {
      if (POINTS[i].equals(armed)
          && METHODS[i].equals(method)
          && (!method.equals(EXCHANGE) || armed.equals("hold") == holds)) {
        armed = "";
        InjectedFailures.<RuntimeException>sneak(toThrow);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable t) throws T {
    throw (T) t;
  }

  private static void weave() throws Exception {
    Instrumentation jvm = AgentInside.instrumentation();
    jvm.addTransformer(new Weaving(), true);
    for (Class<?> loaded : jvm.getAllLoadedClasses()) {
      if (AgentInside.isAgents(loaded) && isAsked(loaded)) {
        jvm.retransformClasses(loaded);
      }
    }
  }

  /** Whether it has the methods of the agent's hooks, or of a connection. */
  private static boolean isAsked(Class<?> type) {
    for (Class<?> implemented : type.getInterfaces()) {
      String name = implemented.getName();
      if (name.equals("java.lang.RecordSplitHooks")
          || name.equals("java.lang.RecordSplitConnection")) {
        return true;
      }
    }
    return false;
  }

  private static final class Weaving implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] file) {
      if (!AgentInside.isAgents(type) || !isAsked(type)) {
        return null;
      }
      ClassReader reader = new ClassReader(file);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(
          new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] thrown) {
              MethodVisitor code = super.visitMethod(access, method, descriptor, signature, thrown);
              boolean meant = Arrays.asList(METHODS).contains(method);
              return meant && (access & Opcodes.ACC_SYNTHETIC) == 0
                  ? new Struck(code, method)
                  : code;
            }
          },
          0);
      return writer.toByteArray();
    }
  }

  /** Calls {@link #at} first. */
  private static final class Struck extends MethodVisitor {
    private final String method;

    Struck(MethodVisitor code, String method) {
      super(Opcodes.ASM9, code);
      this.method = method;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      visitLdcInsn(method);
      if (method.equals(EXCHANGE)) {
        visitVarInsn(Opcodes.ALOAD, 1);
      } else {
        visitInsn(Opcodes.ACONST_NULL);
      }
      visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "io/github/recordsplit/apps/InjectedFailures",
          "at",
          "(Ljava/lang/String;Ljava/lang/Object;)V",
          false);
    }
  }
}
