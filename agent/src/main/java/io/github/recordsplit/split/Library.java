package io.github.recordsplit.split;

import javax.net.ssl.SSLSession;

/**
 * Reads a TLS library's connection without locks, handshakes or DNS: each of these can block or
 * deadlock a thread that is inside the record layer.
 */
interface Library {
  /** The owner of a record layer's object that was made before the agent was there, or null. */
  Object ownerOf(Object record);

  /** The {@code SSLSocket} or {@code SSLEngine} of an owner. */
  Object transportOf(Object owner) throws ReflectiveOperationException;

  /** The connection's session as it stands. */
  SSLSession sessionOf(Object owner) throws ReflectiveOperationException;

  /** Whether this end is the client. */
  boolean isClient(Object owner) throws ReflectiveOperationException;

  /** The peer's host as the application named it, or null. */
  String hostOf(Object owner) throws ReflectiveOperationException;

  /** The peer's port, or -1. */
  int portOf(Object owner) throws ReflectiveOperationException;
}
