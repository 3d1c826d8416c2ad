package io.github.recordsplit.apps;

import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Many open connections in memory, each of which has sent one payload. */
public final class Crowd {
  private static final byte[] PAYLOAD = new byte[100];

  private Crowd() {}

  /**
   * The kind of connection, and how many engines: half of them clients. It waits for the end of its
   * input.
   */
  public static void main(String[] args) throws Exception {
    Kind kind = Kind.of(args[0]);
    int pairs = Integer.parseInt(args[1]) / 2;
    SSLContext context = SSLContext.getDefault();
    List<Endpoint> all = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      // Most of them resume a session, so that the test waits for the agent and not for RSA.
      Endpoint client = endpoint(context.createSSLEngine("localhost", 443), kind, true);
      Endpoint server = endpoint(context.createSSLEngine(), kind, false);
      new EngineSender(client, server).send(PAYLOAD);
      new EngineSender(server, client).send(PAYLOAD);
      all.add(client.forget());
      all.add(server.forget());
    }
    System.out.println("open " + all.size() + " heap " + heap());
    while (System.in.read() >= 0) {
      // Until the test is done.
    }
    System.out.println("closed " + all.size());
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
