package io.github.recordsplit.apps;

import javax.management.openmbean.CompositeData;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * One connection on TLS 1.0 that negotiates each of the cipher suites in turn, which the arguments
 * name. For each, the records of a payload of 100 bytes, and what the agent says of the connection.
 */
public final class Renegotiation {
  private final Endpoint own;
  private final Endpoint peer;

  private Renegotiation(String suite) throws Exception {
    own = new Endpoint(engine(true, suite));
    peer = new Endpoint(engine(false, suite));
  }

  public static void main(String[] suites) throws Exception {
    Renegotiation connection = new Renegotiation(suites[0]);
    EngineSender sender = new EngineSender(connection.own, connection.peer);
    OwnAgent agent = new OwnAgent();
    for (String suite : suites) {
      connection.negotiate(suite);
      connection.peer.mark();
      sender.send(new byte[100]);
      String records = Sender.join(connection.peer.plainLengths);
      System.out.println(sender.session().getCipherSuite() + " " + records + told(agent));
    }
  }

  private static SSLEngine engine(boolean client, String suite) throws Exception {
    SSLEngine engine = Kind.TLS_1_0_CBC.engine(SSLContext.getDefault(), client, 443);
    engine.setEnabledCipherSuites(new String[] {suite});
    return engine;
  }

  private void negotiate(String suite) throws Exception {
    if (!own.engine.getSession().getCipherSuite().equals(suite)) {
      own.engine.setEnabledCipherSuites(new String[] {suite});
      peer.engine.setEnabledCipherSuites(new String[] {suite});
      own.engine.beginHandshake();
      while (own.handshaking() || peer.handshaking()) {
        own.advance();
        peer.receive(own.takeOutbound());
        own.receive(peer.takeOutbound());
      }
    }
  }

  /** The kind that the sending end is of now. */
  private static String told(OwnAgent agent) throws Exception {
    StringBuilder told = new StringBuilder();
    for (CompositeData kind : (CompositeData[]) agent.get("Kinds")) {
      if (kind.get("role").equals("client") && kind.get("open").equals(1)) {
        told.append(": ").append(kind.get("cipherSuite")).append(' ').append(kind.get("done"));
      }
    }
    return told.toString();
  }
}
