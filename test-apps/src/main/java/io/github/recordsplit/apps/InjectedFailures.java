package io.github.recordsplit.apps;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/**
 * Makes each call from woven code into the agent fail once, in each way, and prints what became of
 * it: the agent's slots are replaced by reflection, so the agent itself has no switch for that.
 * Needs {@code --add-opens java.base/java.lang=ALL-UNNAMED} where there are modules.
 */
public final class InjectedFailures {
  private static final String[] POINTS = {
    "connections", "decision", "same payload", "holds", "hold", "release", "created", "sessionValue"
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
  private Function<Object, IntBinaryOperator> connections;
  private BiConsumer<Object, Object> created;
  private Consumer<Object> sessionValue;
  private String armed = "";
  private Throwable toThrow;
  private int port = 3000;

  private InjectedFailures() throws Exception {}

  public static void main(String[] args) throws Exception {
    InjectedFailures injected = new InjectedFailures();
    ManagementFactory.getPlatformMBeanServer();
    injected.session(-1);
    injected.replaceSlots();
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

  /** Throws, once, if this is the call that is to fail. */
  @SuppressWarnings("unchecked")
  private <T extends Throwable> void at(String point) throws T {
    if (armed.equals(point)) {
      armed = "";
      throw (T) toThrow;
    }
  }

  @SuppressWarnings("unchecked")
  private void replaceSlots() throws Exception {
    Class<?> bridge = Class.forName("java.lang.RecordSplit$$Agent$Bridge");
    Field[] slots = new Field[3];
    String[] names = {"connections", "created", "sessionValue"};
    for (int i = 0; i < names.length; i++) {
      slots[i] = bridge.getDeclaredField(names[i]);
      slots[i].setAccessible(true);
    }
    connections = (Function<Object, IntBinaryOperator>) slots[0].get(null);
    created = (BiConsumer<Object, Object>) slots[1].get(null);
    sessionValue = (Consumer<Object>) slots[2].get(null);
    slots[0].set(null, (Function<Object, IntBinaryOperator>) this::connection);
    slots[1].set(null, (BiConsumer<Object, Object>) this::onCreated);
    slots[2].set(null, (Consumer<Object>) this::onSessionValue);
  }

  private void onCreated(Object owner, Object record) {
    this.<RuntimeException>at("created");
    created.accept(owner, record);
  }

  private void onSessionValue(Object name) {
    this.<RuntimeException>at("sessionValue");
    sessionValue.accept(name);
  }

  private IntBinaryOperator connection(Object record) {
    this.<RuntimeException>at("connections");
    return new Spy(connections.apply(record));
  }

  private final class Spy implements IntBinaryOperator, UnaryOperator<byte[]> {
    private final IntBinaryOperator real;

    Spy(IntBinaryOperator real) {
      this.real = real;
    }

    @Override
    public int applyAsInt(int length, int facts) {
      String point = facts >= 0 ? "decision" : facts == -1 ? "same payload" : "holds";
      InjectedFailures.this.<RuntimeException>at(point);
      return real.applyAsInt(length, facts);
    }

    @Override
    @SuppressWarnings("unchecked")
    public byte[] apply(byte[] held) {
      InjectedFailures.this.<RuntimeException>at(held == null ? "release" : "hold");
      return ((UnaryOperator<byte[]>) real).apply(held);
    }
  }
}
