package io.github.recordsplit.observe.jmx;

import io.github.recordsplit.observe.inventory.ConnectionKind;

/** A kind of connection to JMX clients. */
public final class KindView {
  private final ConnectionKind kind;
  private final String suspect;

  KindView(ConnectionKind kind, String suspect) {
    this.kind = kind;
    this.suspect = suspect;
  }

  /** {@code client}, {@code server} or null. */
  public String getRole() {
    return kind.role() == null ? null : kind.role().toString();
  }

  /** The peer; a client without its port. */
  public String getPeer() {
    return kind.peer();
  }

  /** The negotiated protocol. */
  public String getProtocol() {
    return kind.protocol();
  }

  /** The negotiated cipher suite. */
  public String getCipherSuite() {
    return kind.cipherSuite();
  }

  /** The TLS library. */
  public String getLibrary() {
    return kind.libraryName();
  }

  /** The class that made the connection. */
  public String getOpenedBy() {
    return kind.opener();
  }

  /** What was decided: {@code split}, {@code never} or {@code leave}. */
  public String getDecision() {
    return kind.action().toString();
  }

  /**
   * What was done: {@code split}, {@code never}, {@code leave} or {@code cannot}; or what would be.
   */
  public String getDone() {
    return kind.done().toString();
  }

  /** Whether the records of a split payload leave in two writes. */
  public boolean isApart() {
    return kind.apart();
  }

  /** What decided. */
  public String getReason() {
    return kind.reason();
  }

  /** The place of the rule by which newer TLS was offered, or null. */
  public String getUpgradedBy() {
    return kind.upgrade() == null ? null : kind.upgrade().place();
  }

  /** Why the decision cannot be carried out, or null. */
  public String getCannot() {
    return kind.cannot();
  }

  /** What keeps it from being attacked. */
  public String getProtection() {
    return kind.protection().toString();
  }

  /** Connections that were of this kind. */
  public long getConnections() {
    return kind.connections();
  }

  /** Connections that are, and are open. */
  public int getOpen() {
    return kind.open();
  }

  /** Payloads split on them. */
  public long getPayloadsSplit() {
    return kind.payloadsSplit();
  }

  /** Payloads that would be split on them, were this no dry run. */
  public long getPayloadsWouldSplit() {
    return kind.payloadsWouldSplit();
  }

  /** Why its peer is suspect of breaking on split records, with the figures; or null. */
  public String getSuspect() {
    return suspect;
  }
}
