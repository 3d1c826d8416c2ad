package io.github.recordsplit.library;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.NoHooks;
import io.github.recordsplit.observe.log.AgentLog;

/**
 * A TLS library that is woven at places of its own. Who adds one writes this once, in a folder of
 * its own, and adds an entry to {@code startup.Libraries}; how its connections are read stands in
 * its {@link io.github.recordsplit.connection.Library}.
 *
 * <p>An object of the library is an engine, a socket, or what stands for one below its JSSE
 * provider; what is not named here is asked for before {@link #connect} by nobody.
 */
public interface LibrarySupport {
  /** Whether a class is the library's, by its binary name. */
  boolean isOf(String className);

  /** Where payloads leave and connections are made; always woven. */
  HookTable payloads();

  /** Where plaintext is handed to the application; woven once a rule rehearses. */
  default HookTable reads() {
    return new NoHooks();
  }

  /** Where handshakes begin and fail; woven once a rule upgrades. */
  default HookTable handshakes() {
    return new NoHooks();
  }

  /** Where peers answer and connections end; always woven. */
  default HookTable answers() {
    return new NoHooks();
  }

  /** Where engines are given their peer's bytes; woven once a rule has a host. */
  default HookTable origins() {
    return new NoHooks();
  }

  /** The agent is there: from now on woven code may ask the rest. */
  void connect(ConnectionContext control, AgentLog log, BridgeInjector opener);

  /** The connection of an object, known now at the latest. */
  Connection connectionOf(Object object) throws ReflectiveOperationException;

  /** The connection of an object, or null if it is not known yet. */
  Connection known(Object object) throws ReflectiveOperationException;

  /**
   * The connection of an object whose application data is read now; null as long as its handshake
   * is not done, and of DTLS, whose records are messages.
   */
  Connection reading(Object object) throws ReflectiveOperationException;

  /** Whether its engines unwrap one record at a time, so that none is taken with a cut one. */
  default boolean unwrapsOneRecord() {
    return false;
  }

  /**
   * A handshake that is about to begin, or fails.
   *
   * @param handshake what its woven code is given
   * @param configuration what it has of its own of the application's wishes; null where that is
   *     part of the handshake, or it fails
   */
  Handshake handshake(Object handshake, Object configuration) throws ReflectiveOperationException;

  /** How plaintext is handed to an object that reads a transport of its own. */
  default PlainInput input(Object object) {
    throw new UnsupportedOperationException(object.getClass().getName());
  }
}
