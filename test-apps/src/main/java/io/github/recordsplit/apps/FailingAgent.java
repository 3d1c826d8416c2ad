package io.github.recordsplit.apps;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Makes what stands behind every entry of woven code into the agent fail once, in each way: all
 * that the agent's connections ask of the policy in force and of the TLS library. It prints what
 * became of each.
 *
 * <p>Arguments: the words of {@link Senders} for the connections to try. The property {@code
 * apps.call} may name the one call that is to fail.
 */
public final class FailingAgent {
  private static final String ONLY = System.getProperty("apps.call");
  private static final int PAYLOADS = 4;
  private static final Throwable[] THROWN = {
    new IllegalStateException("injected"),
    new NoClassDefFoundError("injected"),
    new OutOfMemoryError("injected"),
    new StackOverflowError("injected")
  };

  private final SSLContext context = SSLContext.getDefault();
  private final Senders senders = Senders.underTest();
  private final Set<String> entries = new TreeSet<>();
  private final Set<Class<?>> asked = new LinkedHashSet<>();
  private Method armed;
  private String armedEntry;
  private int left;
  private Throwable toThrow;
  private int port = 3000;

  private FailingAgent() throws Exception {}

  public static void main(String[] transports) throws Exception {
    ManagementFactory.getPlatformMBeanServer();
    FailingAgent failing = new FailingAgent();
    for (String transport : transports) {
      failing.session(transport);
    }
    failing.replaceAll();
    for (String transport : transports) {
      for (String entry : failing.entries) {
        for (Class<?> type : failing.asked) {
          failing.inject(transport, entry, type);
        }
      }
    }
  }

  private void inject(String transport, String entry, Class<?> type) throws Exception {
    for (Method method : type.getMethods()) {
      String name = method.getName();
      // Whether one is closed is asked by whoever counts, at any time, and not by woven code.
      boolean woven = !name.equals("onFailure") && !name.equals("isClosed");
      boolean calls = ONLY == null ? woven : name.equals(ONLY);
      for (int i = 0; i < THROWN.length && calls; i++) {
        calls = inject(transport, entry, method, THROWN[i], 1);
      }
      if (calls) { // what could not be done at birth is tried again at the first payload
        inject(transport, entry, method, THROWN[0], 2);
      }
    }
  }

  /** Returns whether such a connection makes this call at all. */
  private boolean inject(String transport, String entry, Method method, Throwable thrown, int times)
      throws Exception {
    long before = OwnAgent.failures();
    toThrow = thrown;
    armedEntry = entry;
    armed = method;
    left = times;
    String outcome = session(transport);
    int fired = times - left;
    left = 0;
    if (fired > 0) {
      String type = method.getDeclaringClass().getSimpleName();
      String[] words = {transport, entry, type + '.' + method.getName(), "" + thrown, ""};
      String what = String.join(" | ", words);
      long counted = OwnAgent.failures() - before;
      System.out.println(what + "fired=" + fired + " counted=" + counted + " " + outcome);
    }
    return fired > 0;
  }

  /** One connection; whether each payload came, and came as a first byte and the rest at last. */
  private String session(String transport) {
    try {
      SSLEngine engine = Kind.TLS_1_0_CBC.engine(context, false, ++port);
      Endpoint peer = new Endpoint(engine);
      Sender sender = senders.make(transport, Kind.TLS_1_0_CBC, true, peer, port);
      for (int number = 1; number <= PAYLOADS; number++) {
        peer.mark();
        byte[] payload = new byte[100];
        new Random(number).nextBytes(payload);
        sender.send(payload);
        if (!Arrays.equals(payload, peer.received())) {
          return "payload " + number + " did not come";
        }
      }
      return "last=" + Sender.join(peer.plainLengths);
    } catch (Throwable t) {
      t.printStackTrace();
      return "THREW " + t;
    }
  }

  /** In every agent object that its hooks lead to. */
  private void replaceAll() throws Exception {
    Object hooks = AgentInside.hooks();
    Object features = AgentInside.get(hooks, "features");
    replaceIn(AgentInside.get(hooks, "unknown"), "unknown", 0);
    for (String feature : new String[] {"rehearser", "upgrader", "channels"}) {
      replaceIn(AgentInside.get(features, feature), feature, 0);
    }
    Object libraries = AgentInside.get(hooks, "libraries");
    for (String library : new String[] {"bcTls", "sunJsse"}) {
      replaceIn(AgentInside.get(libraries, library), library, 0);
    }
    replaceIn(AgentInside.get(hooks, "discovery"), "discovery", 0);
  }

  private void replaceIn(Object agents, String entry, int depth) throws Exception {
    if (agents == null || depth > 3) {
      return;
    }
    for (Class<?> c = agents.getClass(); AgentInside.isAgents(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        String type = field.getType().getSimpleName();
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        field.setAccessible(true);
        Object value = field.get(agents);
        if (type.equals("ConnectionContext") || type.equals("Library")) {
          field.set(agents, spy(entry, field.getType(), value));
        } else if (value != null
            && AgentInside.isAgents(value.getClass())
            && !type.equals("AgentRuntime")) {
          replaceIn(value, entry, depth + 1);
        }
      }
    }
  }

  /** Of objects that several entries share, the failure is the first one's. */
  private Object spy(String entry, Class<?> type, Object real) {
    if (Proxy.isProxyClass(real.getClass())) {
      return real;
    }
    entries.add(entry);
    asked.add(type);
    return Proxy.newProxyInstance(
        real.getClass().getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (left > 0 && method.equals(armed) && entry.equals(armedEntry)) {
            left--;
            throw toThrow;
          }
          try {
            method.setAccessible(true);
            return method.invoke(real, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
