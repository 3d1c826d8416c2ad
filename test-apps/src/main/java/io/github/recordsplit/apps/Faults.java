package io.github.recordsplit.apps;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * Strikes every single transport write of a session of 50 payloads, one session a write, and prints
 * what the application saw. In between, the session renegotiates or updates its keys, and at its
 * end it is half closed; every other session is a resumed one.
 *
 * <p>Arguments: a kind of connection as {@link Lengths} names it, then faults.
 */
public final class Faults {
  private static final int PAYLOADS = 50;

  /** bctls makes one handshake a connection. */
  private static final int HANDSHAKE_BEFORE = Integer.getInteger("apps.handshakeBefore", 20);

  private static final String WRITTEN = " then=written";
  private static final int[] SIZES = {2, 200, 1, 5, 16385, 17, 2, 1000};

  private final SSLContext context = SSLContext.getDefault();
  private final SSLContext underTest = UnderTest.context();
  private final Senders senders;
  private final Kind kind;
  private final Fault fault;
  private final int port;
  private int positions;
  private int resumed;

  private Faults(Senders senders, Kind kind, Fault fault) throws Exception {
    this.senders = senders;
    this.kind = kind;
    this.fault = fault;
    this.port = 2000 + fault.name().length();
  }

  public static void main(String[] args) throws Exception {
    Kind kind = Kind.of(args[0]);
    Senders senders = Senders.underTest();
    if (Kind.available().contains(kind)) {
      for (String fault : Arrays.asList(args).subList(1, args.length)) {
        new Faults(senders, kind, Fault.valueOf(fault)).run();
      }
    }
  }

  private void run() throws Exception {
    boolean struck = true;
    for (int at = 1; struck; at++) {
      struck = session(at);
      positions += struck ? 1 : 0;
    }
    String name = kind.label + ' ' + fault;
    System.out.println(name + " positions=" + positions + " resumed=" + (resumed > 0));
  }

  /** One session; returns whether it was long enough to be struck. */
  private boolean session(int at) throws Exception {
    long made = System.currentTimeMillis();
    Endpoint peer = peer();
    FaultySocket transport = new FaultySocket(peer, port, fault, at);
    int sent = 0;
    String seen = "all";
    String then = "";
    SSLSocket socket = null;
    try {
      socket = socket(transport);
      transport.above(socket);
      socket.startHandshake();
      transport.deliver();
      resumed += socket.getSession().getCreationTime() < made ? 1 : 0;
      peer.mark();
      for (; sent < PAYLOADS; sent++) {
        if (sent == HANDSHAKE_BEFORE) {
          socket.startHandshake();
        }
        write(socket, transport, sent);
      }
    } catch (Exception | Error e) {
      seen = describe(e);
      then = afterwards(socket, transport, sent);
    }
    boolean interrupted = Thread.interrupted();
    String end = end(socket, transport);
    check(peer, sent, then, at);
    if (transport.isStruck()) {
      next();
      String place = "payload=" + sent + " write=" + at;
      System.out.println(
          kind.label
              + ' '
              + fault
              + ' '
              + place
              + " seen="
              + seen
              + then
              + end
              + flag(interrupted));
    }
    return transport.isStruck();
  }

  private static String flag(boolean interrupted) {
    return interrupted ? " interrupted" : "";
  }

  private static void write(SSLSocket socket, FaultySocket transport, int number) throws Exception {
    socket.getOutputStream().write(payload(number));
    transport.joinOther();
    transport.deliver();
  }

  /** What the payloads after a failed one get; the peer may have given up by then. */
  private static String afterwards(SSLSocket socket, FaultySocket transport, int sent) {
    StringBuilder then = new StringBuilder();
    for (int more = 1; more <= 2; more++) {
      try {
        socket.getOutputStream().write(payload(sent + more));
        then.append(WRITTEN);
      } catch (Exception | Error e) {
        then.append(" then=").append(describe(e));
      }
    }
    try {
      transport.deliver();
    } catch (IOException e) {
      // A record is missing, or half of one.
    }
    return then.toString();
  }

  private static String end(SSLSocket socket, FaultySocket transport) throws Exception {
    String end = "";
    try {
      socket.shutdownOutput();
    } catch (Exception | Error e) {
      end += " shutdown=" + describe(e);
    }
    try {
      socket.close();
    } catch (Exception | Error e) {
      end += " close=" + describe(e);
    }
    transport.joinOther();
    return end;
  }

  /**
   * Each byte once and in order: what was written without an exception, then the failed payload as
   * far as it came, then what was written after that.
   */
  private void check(Endpoint peer, int sent, String then, int at) {
    byte[] received = peer.received();
    byte[] before = payloads(0, sent);
    // A write that another thread's close overtook ends well, and is thrown away: the JDK's habit.
    boolean overtaken = fault == Fault.CLOSE && received.length < before.length;
    byte[] due = overtaken ? payloads(0, sent - 1) : before;
    require(startsWith(received, 0, due), at, "payloads got lost");
    int written = then.split(WRITTEN, -1).length - 1;
    byte[] failed = sent < PAYLOADS ? payload(sent) : new byte[0];
    byte[] after = payloads(sent + 1, sent + 1 + written);
    int from = Math.min(due.length, received.length);
    int came = 0;
    while (came <= failed.length && !isRest(received, from, failed, came, after)) {
      came++;
    }
    require(came <= failed.length, at, "other bytes in payload " + sent);
    boolean handshake = sent == 0 || sent == HANDSHAKE_BEFORE;
    boolean complete = received.length - from - came == after.length;
    require(fault != Fault.LATE || handshake || complete, at, "later payloads got lost");
  }

  private static boolean isRest(byte[] received, int from, byte[] failed, int came, byte[] after) {
    byte[] rest = Arrays.copyOf(failed, came + after.length);
    System.arraycopy(after, 0, rest, came, after.length);
    int length = received.length - from;
    return length >= came && length <= rest.length && startsWith(rest, received, from, length);
  }

  private static boolean startsWith(byte[] bytes, int from, byte[] start) {
    return bytes.length - from >= start.length && startsWith(start, bytes, from, start.length);
  }

  private static boolean startsWith(byte[] bytes, byte[] other, int from, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != other[from + i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] payloads(int from, int to) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int number = from; number < to; number++) {
      byte[] payload = payload(number);
      all.write(payload, 0, payload.length);
    }
    return all.toByteArray();
  }

  /** A connection after it is as any other. */
  private void next() throws Exception {
    Endpoint peer = peer();
    FaultySocket transport = new FaultySocket(peer, port, fault, Integer.MAX_VALUE);
    SSLSocket socket = socket(transport);
    socket.startHandshake();
    transport.deliver();
    peer.mark();
    write(socket, transport, 1);
    require(Arrays.equals(payload(1), peer.received()), 0, "the next connection is not right");
    socket.close();
  }

  private void require(boolean condition, int at, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(kind.label + ' ' + fault + " write " + at + ": " + otherwise);
    }
  }

  private static String describe(Throwable t) {
    return t.getClass().getName()
        + (t.getCause() == null ? "" : "/" + t.getCause().getClass().getName());
  }

  private SSLSocket socket(FaultySocket transport) throws Exception {
    SSLSocket socket =
        (SSLSocket) underTest.getSocketFactory().createSocket(transport, "localhost", port, true);
    socket.setSSLParameters(kind.parameters());
    return senders.around(socket);
  }

  private Endpoint peer() throws SSLException {
    SSLEngine engine = context.createSSLEngine("localhost", port);
    engine.setUseClientMode(false);
    engine.setSSLParameters(kind.parameters());
    return new Endpoint(engine);
  }

  private static byte[] payload(int number) {
    byte[] bytes = new byte[SIZES[number % SIZES.length]];
    new Random(number).nextBytes(bytes);
    return bytes;
  }
}
