package io.github.recordsplit.apps;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connections to one address whose clients ask for one server name, for another, for none, and for
 * the first one again, and resume each other's sessions. For each, whether it did, and the records
 * of two payloads of 100 bytes.
 *
 * <p>Arguments: kinds, {@code client} or {@code server}, {@code socket}, {@code engine} or {@code
 * wrapped} engine, with a space between them.
 */
public final class ServerNames {
  private static final int FIRST_PORT = 443;
  private static final String NONE = "-";
  private static final String[] NAMES = {"a.example", "b.example", NONE, "a.example"};

  private final SSLContext context;
  private final int port;
  private final Kind kind;
  private final boolean client;
  private final String transport;
  private long created;

  private ServerNames(SSLContext context, int port, String[] args) {
    this.context = context;
    this.port = port; // clients look for sessions by it
    kind = Kind.of(args[0]);
    client = args[1].equals("client");
    transport = args[2];
  }

  public static void main(String[] runs) throws Exception {
    SSLContext context = UnderTest.context();
    for (int i = 0; i < runs.length; i++) {
      ServerNames app = new ServerNames(context, FIRST_PORT + i, runs[i].split(" "));
      for (String name : NAMES) {
        System.out.println(runs[i] + " " + name + " " + app.connect(name));
        Thread.sleep(2); // no two sessions of one millisecond
      }
    }
  }

  private String connect(String name) throws Exception {
    List<SNIServerName> names = new ArrayList<>();
    if (!name.equals(NONE)) {
      names.add(new SNIHostName(name));
    }
    if (!client) {
      resumeWith(names);
    }
    SSLParameters asking = kind.parameters();
    asking.setServerNames(names);
    SSLParameters own = client ? asking : kind.parameters();
    Endpoint peer = new Endpoint(engine(!client, client ? kind.parameters() : asking));
    Sender sender = transport.equals("socket") ? new Layered(own, peer) : engineSender(own, peer);
    String records = send(sender, peer) + " " + send(sender, peer);
    SSLSession session = client ? sender.session() : peer.engine.getSession();
    boolean resumed = session.getCreationTime() == created;
    created = session.getCreationTime();
    return (resumed ? "resumed " : "full ") + records;
  }

  private static String send(Sender sender, Endpoint peer) throws Exception {
    peer.mark();
    sender.send(new byte[100]);
    return Sender.join(peer.plainLengths);
  }

  private SSLEngine engine(boolean ofClient, SSLParameters parameters) {
    SSLEngine engine =
        ofClient ? context.createSSLEngine("localhost", port) : context.createSSLEngine();
    engine.setUseClientMode(ofClient);
    engine.setSSLParameters(parameters);
    return engine;
  }

  private Sender engineSender(SSLParameters own, Endpoint peer) throws Exception {
    SSLEngine engine = engine(client, own);
    boolean wrapped = transport.equals("wrapped");
    return new EngineSender(new Endpoint(wrapped ? new DelegatingEngine(engine) : engine), peer);
  }

  /** The JDK's client asks for what its session was made for; other clients do not. */
  private void resumeWith(List<SNIServerName> names) throws ReflectiveOperationException {
    for (byte[] id : Collections.list(context.getClientSessionContext().getIds())) {
      SSLSession session = context.getClientSessionContext().getSession(id);
      for (Field field : session.getClass().getDeclaredFields()) {
        if (field.getName().equals("requestedServerNames")) {
          field.setAccessible(true);
          field.set(session, names);
        }
      }
    }
  }

  /** A socket over the recording transport. */
  private final class Layered implements Sender {
    private final MemorySocket transport;
    private final SSLSocket above;

    Layered(SSLParameters parameters, Endpoint peer) throws Exception {
      transport = new MemorySocket(peer, port);
      SSLSocketFactory factory = context.getSocketFactory();
      above =
          (SSLSocket)
              (client
                  ? factory.createSocket(transport, "localhost", port, true)
                  : factory.createSocket(transport, new ByteArrayInputStream(new byte[0]), true));
      above.setUseClientMode(client);
      above.setSSLParameters(parameters);
      above.startHandshake();
      transport.deliver();
    }

    @Override
    public String send(byte[] payload) throws Exception {
      above.getOutputStream().write(payload);
      return Sender.join(transport.deliver());
    }

    @Override
    public SSLSession session() {
      return above.getSession();
    }
  }
}
