package io.github.recordsplit.observe.jfr;

import io.github.recordsplit.observe.inventory.ConnectionKind;
import jdk.jfr.Label;

/** An event about a connection. */
abstract class KindEvent extends RecordSplitEvent {
  @Label("Role")
  String role;

  @Label("Peer")
  String peer;

  @Label("Protocol")
  String protocol;

  @Label("Cipher Suite")
  String cipherSuite;

  @Label("TLS Library")
  String library;

  @Label("Opened By")
  String openedBy;

  @Label("Decision")
  String decision;

  @Label("Done")
  String done;

  @Label("Reason")
  String reason;

  @Label("Cannot Be Carried Out Because")
  String cannot;

  @Label("Protection")
  String protection;

  final void of(ConnectionKind kind) {
    role = kind.role() == null ? null : kind.role().toString();
    peer = kind.peer();
    protocol = kind.protocol();
    cipherSuite = kind.cipherSuite();
    library = kind.libraryName();
    openedBy = kind.opener();
    decision = kind.action().toString();
    done = kind.done().toString();
    reason = kind.reason();
    cannot = kind.cannot();
    protection = kind.protection().toString();
  }
}
