package io.github.recordsplit.apps;

import java.io.Closeable;
import java.io.Flushable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Many open connections in memory, on ten different stacks, each of which has sent one payload. */
public final class Crowd {
  private static final byte[] PAYLOAD = new byte[100];

  /** Each makes another class of what implements it too. */
  private static final Class<?>[] CALLERS = {
    Runnable.class, Comparable.class, Cloneable.class, AutoCloseable.class, Closeable.class,
    Flushable.class, CharSequence.class, Iterable.class, Iterator.class, Appendable.class
  };

  private final Kind kind;
  private final SSLContext context = SSLContext.getDefault();
  private final List<Endpoint> all = new ArrayList<>();

  private Crowd(String kind) throws Exception {
    this.kind = Kind.of(kind);
  }

  /** Opens a pair of connections. */
  private interface Opener {
    void open() throws Exception;
  }

  /**
   * The kind of connection, and how many engines: half of them clients. It waits for the end of its
   * input.
   */
  public static void main(String[] args) throws Exception {
    int pairs = Integer.parseInt(args[1]) / 2;
    Crowd crowd = new Crowd(args[0]);
    List<Opener> openers = crowd.openers();
    for (int i = 0; i < pairs; i++) {
      openers.get(i % openers.size()).open();
    }
    List<Endpoint> all = crowd.all;
    System.out.println("open " + all.size() + " heap " + heap());
    while (System.in.read() >= 0) {
      // Until the test is done.
    }
    System.out.println("closed " + all.size());
  }

  private List<Opener> openers() {
    List<Opener> openers = new ArrayList<>();
    for (Class<?> caller : CALLERS) {
      openers.add(
          (Opener)
              Proxy.newProxyInstance(
                  Crowd.class.getClassLoader(),
                  new Class<?>[] {Opener.class, caller},
                  (proxy, method, arguments) -> open()));
    }
    return openers;
  }

  private Void open() throws Exception {
    // Most of them resume a session, so that the test waits for the agent and not for RSA.
    Endpoint client = endpoint(context.createSSLEngine("localhost", 443), kind, true);
    Endpoint server = endpoint(context.createSSLEngine(), kind, false);
    new EngineSender(client, server).send(PAYLOAD);
    new EngineSender(server, client).send(PAYLOAD);
    all.add(client.forget());
    all.add(server.forget());
    return null;
  }

  static Endpoint endpoint(SSLEngine engine, Kind kind, boolean client) throws Exception {
    engine.setSSLParameters(kind.parameters());
    engine.setUseClientMode(client);
    return new Endpoint(engine);
  }

  /** Bytes in use once the garbage is gone. */
  private static long heap() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
