package io.github.recordsplit.library.unknown;

import io.github.recordsplit.connection.PayloadFacts;
import io.github.recordsplit.connection.Words;
import io.github.recordsplit.tls.CipherSuite;
import io.github.recordsplit.tls.Version;
import java.nio.ByteBuffer;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * What is known of a connection: what its session tells through the public API, read again for each
 * payload, and the version in the headers of its records, which comes first. What a session cannot
 * tell, it has not said.
 */
final class SessionFacts implements Words {
  /** The largest record: header, fragment, and what encryption may add (RFC 2246, 6.2.3). */
  private static final int PACKET = 5 + 16384 + 2048;

  private final RecordVersion records = new RecordVersion();
  private String protocol;
  private String suite;
  private Object flag;
  private int packet = PACKET;
  private boolean said;
  private Version version;
  private int bits;
  private boolean offersAsked;
  private boolean offersDtls;

  SessionFacts() {
    understand();
  }

  /**
   * Reads an engine's session.
   *
   * @return whether anything changed that a decision depends on
   */
  boolean read(SSLEngine engine) {
    SSLSession session;
    try {
      session = engine.getSession();
      int size = session == null ? PACKET : session.getPacketBufferSize();
      packet = size > 0 ? size : PACKET;
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
    return session != null && read(session);
  }

  /** The same of a socket, whose handshake it makes if need be. */
  boolean read(SSLSocket socket) {
    SSLSession session;
    try {
      session = socket.getSession();
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
    return session != null && read(session);
  }

  private boolean read(SSLSession session) {
    Object flagNow = flagOf(session);
    boolean changed = !Objects.equals(flag, flagNow);
    flag = flagNow;
    String protocolNow = protocolOf(session);
    String suiteNow = suiteOf(session);
    if (!Objects.equals(protocol, protocolNow) || !Objects.equals(suite, suiteNow)) {
      protocol = protocolNow;
      suite = suiteNow;
      understand();
      changed = true;
    }
    return changed;
  }

  private Object flagOf(SSLSession session) {
    try {
      return session.getValue("recordsplit");
    } catch (RuntimeException | LinkageError e) {
      return flag;
    }
  }

  private String protocolOf(SSLSession session) {
    try {
      return session.getProtocol();
    } catch (RuntimeException | LinkageError e) {
      return protocol;
    }
  }

  private String suiteOf(SSLSession session) {
    try {
      return session.getCipherSuite();
    } catch (RuntimeException | LinkageError e) {
      return suite;
    }
  }

  private void understand() {
    Version word = Version.of(protocol);
    said = word != Version.UNKNOWN && CipherSuite.isNamed(suite);
    version = records.isKnown() ? records.version() : word;
    bits =
        (version.mayBeOld() ? 0 : PayloadFacts.TLS11_PLUS)
            | (CipherSuite.mayBeCbc(version, suite) ? PayloadFacts.CBC : 0);
  }

  /** An engine made bytes, from here up to the destination's position. */
  void made(ByteBuffer destination, int start) {
    if (!records.isKnown()) {
      records.seen(destination, start, destination.position());
      if (records.isKnown()) {
        understand();
      }
    }
  }

  /** Whether its records showed the version. */
  boolean isProven() {
    return records.isKnown();
  }

  /** Whether the session names a version that is known, and a suite. */
  boolean isSaid() {
    return said;
  }

  /** Bits of {@link PayloadFacts}. */
  int bits() {
    return bits;
  }

  boolean isVulnerable() {
    return (bits & (PayloadFacts.CBC | PayloadFacts.TLS11_PLUS)) == PayloadFacts.CBC;
  }

  /** Room that a record may need. */
  int packet() {
    return packet;
  }

  /** Whether it is, for all that is known, DTLS. */
  boolean isDtls() {
    return version == Version.DTLS;
  }

  /** The same of an engine; one that says nothing yet may offer nothing else. */
  boolean isDtls(SSLEngine engine) {
    if (version == Version.UNKNOWN && !offersAsked) {
      offersAsked = true;
      offersDtls = offersDtls(engine);
    }
    return version == Version.DTLS || (version == Version.UNKNOWN && offersDtls);
  }

  private static boolean offersDtls(SSLEngine engine) {
    try {
      String[] offers = engine.getEnabledProtocols();
      int datagrams = 0;
      for (String offer : offers) {
        datagrams += Version.of(offer) == Version.DTLS ? 1 : 0;
      }
      return datagrams > 0 && datagrams == offers.length;
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
  }

  @Override
  public String protocol() {
    return protocol;
  }

  @Override
  public String cipherSuite() {
    return suite;
  }

  @Override
  public Version inRecords() {
    return records.version();
  }
}
