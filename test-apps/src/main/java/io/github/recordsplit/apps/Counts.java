package io.github.recordsplit.apps;

import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Has connections at each stage of their lives and prints how many the agent counts: by how much
 * more than before there were any. Each has a peer, an engine of the JDK in the same JVM.
 *
 * <p>Arguments: {@code socket}, {@code engine} or {@code unknown}, then kinds of connection; and so
 * on.
 */
public final class Counts {
  private static final byte[] PAYLOAD = new byte[100];
  private static final int ACCEPTS = 5;

  private final SSLContext context = UnderTest.context();
  private final Senders senders = Senders.underTest();
  private final OwnAgent agent = new OwnAgent();

  /** Nothing here is collected before the end. */
  private final List<Object> held = new ArrayList<>();

  private String name;
  private long connections;
  private long open;
  private int port = 4000;

  private Counts() throws Exception {}

  public static void main(String[] args) throws Exception {
    Counts counts = new Counts();
    counts.begin("idle");
    counts.idle();
    String transport = "";
    for (String arg : args) {
      if (arg.indexOf('/') < 0) {
        transport = arg;
      } else {
        counts.begin(transport + ' ' + arg);
        counts.connect(transport, Kind.of(arg));
      }
    }
    System.out.println("held " + (counts.held.size() > 0) + " failures " + OwnAgent.failures());
  }

  private void connect(String transport, Kind kind) throws Exception {
    if (transport.equals("socket")) {
      socket(kind);
    } else {
      engine(kind, transport.equals(JsseSenders.UNKNOWN));
    }
  }

  private void begin(String what) throws Exception {
    name = what;
    connections = (Long) agent.get("Connections");
    open = (Long) agent.get("OpenConnections");
  }

  private void tell(String stage) throws Exception {
    long made = (Long) agent.get("Connections") - connections;
    long now = (Long) agent.get("OpenConnections") - open;
    System.out.println(name + ' ' + stage + " connections=" + made + " open=" + now);
  }

  /** A server that wakes up to look for work makes a socket each time, before anybody calls. */
  private void idle() throws Exception {
    try (SSLServerSocket listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.setSoTimeout(50);
      for (int i = 0; i < ACCEPTS; i++) {
        try {
          held.add(listener.accept());
        } catch (SocketTimeoutException due) {
          held.add(due);
        }
      }
    }
    tell("server");
  }

  private Endpoint peer(Kind kind) throws Exception {
    Endpoint peer = new Endpoint(kind.engine(SSLContext.getDefault(), false, ++port));
    held.add(peer);
    return peer;
  }

  private SSLSocket socket(Kind kind, MemorySocket transport) throws Exception {
    SSLSocket socket =
        senders.around(
            (SSLSocket)
                context.getSocketFactory().createSocket(transport, "localhost", port, true));
    socket.setUseClientMode(true);
    socket.setSSLParameters(kind.parameters());
    held.add(socket);
    return socket;
  }

  private void socket(Kind kind) throws Exception {
    Endpoint peer = peer(kind);
    MemorySocket transport = new MemorySocket(peer, port);
    SSLSocket socket = socket(kind, transport);
    tell("made");
    failSocket(kind);
    tell("failed");
    socket.startHandshake();
    transport.deliver();
    peer.wrap(ByteBuffer.wrap(PAYLOAD));
    int read = 0;
    while (read < PAYLOAD.length) {
      read += socket.getInputStream().read(PAYLOAD, read, PAYLOAD.length - read);
    }
    tell("read");
    socket.getOutputStream().write(PAYLOAD);
    transport.deliver();
    tell("wrote");
    socket.close();
    transport.deliver();
    tell("closed");
    close(peer);
    tell("both closed");
  }

  /** The two have no protocol in common. */
  private void failSocket(Kind kind) throws Exception {
    Kind other = kind == Kind.TLS_1_0_CBC ? Kind.TLS_1_2_CBC : Kind.TLS_1_0_CBC;
    SSLSocket socket = socket(kind, new MemorySocket(peer(other), port));
    try {
      socket.startHandshake();
      throw new IllegalStateException("it must fail");
    } catch (SSLException due) {
      socket.close();
    }
  }

  private void engine(Kind kind, boolean unknown) throws Exception {
    Endpoint peer = peer(kind);
    SSLEngine below = kind.engine(context, true, port);
    Endpoint own = new Endpoint(unknown ? new DelegatingEngine(below) : below);
    held.add(own);
    tell("made");
    EngineSender sender = new EngineSender(own, peer);
    peer.wrap(ByteBuffer.wrap(PAYLOAD));
    own.receive(peer.takeOutbound());
    if (own.received().length != PAYLOAD.length) {
      throw new IllegalStateException("payload not read");
    }
    tell("read");
    sender.send(PAYLOAD);
    tell("wrote");
    close(own);
    tell("closed");
    peer.receive(own.takeOutbound());
    close(peer);
    tell("both closed");
  }

  private static void close(Endpoint end) throws SSLException {
    end.engine.closeOutbound();
    while (!end.engine.isOutboundDone()) {
      end.wrap(ByteBuffer.allocate(0));
    }
  }
}
