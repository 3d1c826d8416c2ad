package io.github.recordsplit.apps;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * Connections that another thread closes at about the time when their first payload is decided
 * about: what has left is whole payloads, or pairs of records, and never half of one.
 *
 * <p>Argument: how many connections of each kind. Half a payload is counted where its writer was
 * told.
 */
public final class CloseRace {
  private static final Kind KIND = Kind.TLS_1_0_CBC;
  private static final int PORT = 7000;
  private static final int PAYLOADS = 4;
  private static final int LATEST_NANOS = 400_000;

  private final SSLContext context = UnderTest.context();
  private final Senders senders = Senders.underTest();
  private final ExecutorService closers =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
          });
  private final Random random = new Random(1);
  private Stamped stamped = new Stamped(1, true);
  private long split;
  private long whole;
  private int cutOff;
  private int half;

  private CloseRace() throws Exception {}

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    CloseRace race = new CloseRace();
    for (String kind : new String[] {"socket", "engine", "unknown"}) {
      race.split = 0;
      race.whole = 0;
      race.cutOff = 0;
      race.half = 0;
      for (int i = 0; i < count; i++) {
        race.connection(kind);
      }
      String seen = "=" + race.split + "+" + race.whole + " half=" + race.half;
      System.out.println(kind + seen + " cut-off=" + race.cutOff + " of " + count);
    }
    race.closers.shutdown();
  }

  private void connection(String kind) throws Exception {
    Endpoint peer = new Endpoint(KIND.engine(context, false, PORT));
    stamped = new Stamped(1, kind.equals("socket"));
    int sent = kind.equals("socket") ? socket(peer) : engine(kind.equals("unknown"), peer);
    stamped.take(peer);
    if (stamped.isHalf()) {
      if (sent == PAYLOADS) {
        throw new IllegalStateException("half a payload, and no exception");
      }
      half++;
    }
    cutOff += sent < PAYLOADS ? 1 : 0;
    split += stamped.split();
    whole += stamped.whole();
  }

  private interface Write {
    void send(byte[] payload) throws Exception;
  }

  private interface Close {
    void run() throws IOException;
  }

  /** Writes until it is closed; returns how many payloads went well. */
  private int race(Write write, Close close) throws Exception {
    long at = System.nanoTime() + random.nextInt(LATEST_NANOS);
    Future<?> closed =
        closers.submit(
            () -> {
              while (System.nanoTime() < at) {
                // Its moment is sooner than any timer's.
              }
              close.run();
              return null;
            });
    int sent = 0;
    try {
      for (; sent < PAYLOADS; sent++) {
        write.send(stamped.payload(0, sent));
      }
    } catch (IOException e) {
      // It is closed.
    }
    closed.get();
    return sent;
  }

  private int socket(Endpoint peer) throws Exception {
    MemorySocket transport = new MemorySocket(peer, PORT);
    SSLSocket made =
        (SSLSocket) context.getSocketFactory().createSocket(transport, "localhost", PORT, true);
    made.setSSLParameters(KIND.parameters());
    SSLSocket socket = senders.around(made);
    socket.startHandshake();
    transport.deliver();
    peer.mark();
    int sent = race(payload -> socket.getOutputStream().write(payload), socket::close);
    try {
      transport.deliver();
    } catch (SSLException e) {
      if (!peer.engine.isInboundDone()) {
        throw e; // else Java 8 wrote on after its close, as it does without the agent
      }
    }
    return sent;
  }

  private int engine(boolean unknown, Endpoint peer) throws Exception {
    SSLEngine engine = KIND.engine(context, true, PORT);
    Endpoint own = new Endpoint(unknown ? new DelegatingEngine(engine) : engine);
    EngineSender sender = new EngineSender(own, peer);
    peer.mark();
    int sent =
        race(
            payload -> {
              sender.send(payload);
              if (own.engine.isOutboundDone()) {
                throw new IOException("closed");
              }
            },
            own.engine::closeOutbound);
    own.advance();
    peer.receive(own.takeOutbound());
    return sent;
  }
}
