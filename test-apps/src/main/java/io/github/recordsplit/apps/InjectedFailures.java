package io.github.recordsplit.apps;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Makes each call from woven code into the agent fail once, in each way, and prints what became of
 * it: calls are woven into the agent, so the agent itself has no switch for that.
 */
public final class InjectedFailures {
  private static final String[] POINTS = {
    "connections", "decision", "same payload", "holds", "hold", "release", "created", "sessionValue"
  };

  /** What each calls of the agent's hooks, or of a connection. */
  private static final String[] METHODS = {
    "connection",
    "onPayload",
    "decision",
    "isHolding",
    "exchangeHeld",
    "exchangeHeld",
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

  private final SSLContext context = SSLContext.getDefault();
  private final Kind kind = Kind.TLS_1_0_CBC;
  private static String armed = "";
  private static Throwable toThrow;
  private int port = 3000;

  private InjectedFailures() throws Exception {}

  public static void main(String[] args) throws Exception {
    InjectedFailures injected = new InjectedFailures();
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

  /** Throws, once, if this is the call that is to fail; woven into the agent. */
  public static void at(String method, Object[] arguments) {
    for (int i = 0; i < POINTS.length; i++) {
      boolean holds = arguments.length == 1 && arguments[0] != null;
      if (POINTS[i].equals(armed)
          && METHODS[i].equals(method)
          && (!method.equals("exchangeHeld") || armed.equals("hold") == holds)) {
        armed = "";
        InjectedFailures.<RuntimeException>sneak(toThrow);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable t) throws T {
    throw (T) t;
  }

  /** What is woven in at the start of the methods that woven code calls. */
  public static final class Strike {
    private Strike() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Origin("#m") String method, @Advice.AllArguments Object[] arguments) {
      at(method, arguments);
    }
  }

  private static void weave() throws Exception {
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .ignore(ElementMatchers.none())
        .type(
            (type, loader, module, loaded, domain) ->
                AgentInside.isAgents(loaded)
                    && (AgentInside.isA("java.lang.RecordSplitHooks", loaded)
                        || loaded.getName().endsWith(".Outgoing")))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Strike.class).on(ElementMatchers.namedOneOf(METHODS))))
        .installOn(AgentInside.instrumentation());
  }
}
