package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.bridge.Members;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.library.Handshake;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A SunJSSE handshake. What it is about to offer is its own copy of the configuration, which
 * neither the application nor another handshake of the connection sees.
 */
final class SunJsseHandshake implements Handshake {
  /** TLS 1.1 as in a record's header; who offers more is not pinned. */
  private static final int TLS11 = 0x0302;

  /** The versions of DTLS have greater numbers, so it is never taken for pinned. */
  private static final int HIGHEST_TLS = 0x03ff;

  private final SunJsse library;
  private final Members members;
  private final Object context;
  private final Object configuration;
  private List<Object> pinned;

  /**
   * One of a connection.
   *
   * @param configuration its own, or null if it is over
   */
  SunJsseHandshake(SunJsse library, Members members, Object context, Object configuration) {
    this.library = library;
    this.members = members;
    this.context = context;
    this.configuration = configuration;
  }

  @Override
  public Connection connection() throws ReflectiveOperationException {
    return library.connectionOf(context, members.get(context, "outputRecord"));
  }

  @Override
  public boolean isNegotiated() throws ReflectiveOperationException {
    return (boolean) members.get(context, "isNegotiated");
  }

  @Override
  public String failure(Object alert, String message) {
    return message == null ? String.valueOf(alert) : message;
  }

  /** What the application wants, which is read before anything is added to it. */
  private List<Object> pinned() throws ReflectiveOperationException {
    if (pinned == null) {
      pinned = list(configuration, "enabledProtocols");
    }
    return pinned;
  }

  @Override
  public boolean isPinned() throws ReflectiveOperationException {
    for (Object version : pinned()) {
      if (isAboveTls11(version)) {
        return false;
      }
    }
    return !pinned().isEmpty();
  }

  /** Where a connection is renegotiated, it keeps its version. */
  @Override
  public List<Object> above() throws ReflectiveOperationException {
    List<Object> above = new ArrayList<>();
    if (isNegotiated()) {
      Object negotiated = members.get(context, "protocolVersion");
      if (isAboveTls11(negotiated)) {
        above.add(negotiated);
      }
      return above;
    }
    Object sslContext = members.get(context, "sslContext");
    for (Object version : (List<?>) members.hidden(sslContext, "getSupportedProtocolVersions")) {
      if (isAbovePinned(version) && (boolean) members.get(version, "isAvailable")) {
        above.add(version);
      }
    }
    return above;
  }

  @Override
  public void add(List<Object> versions) throws ReflectiveOperationException {
    Object sslContext = members.get(context, "sslContext");
    Object client = members.get(configuration, "isClientMode");
    Set<Object> suites = new LinkedHashSet<>();
    for (Object suite :
        (List<?>)
            members.hidden(sslContext, "getApplicableEnabledCipherSuites", versions, client)) {
      if (!isOfPinned(suite)) {
        suites.add(suite);
      }
    }
    suites.addAll(list(configuration, "enabledCipherSuites"));
    List<Object> protocols = new ArrayList<>(pinned());
    protocols.addAll(versions);
    members.set(configuration, "enabledCipherSuites", new ArrayList<>(suites));
    members.set(configuration, "enabledProtocols", protocols);
  }

  @Override
  public String words(List<Object> versions) throws ReflectiveOperationException {
    return names(versions) + " beside the application's " + names(pinned());
  }

  private String names(List<Object> versions) throws ReflectiveOperationException {
    List<String> names = new ArrayList<>();
    for (Object version : versions) {
      names.add((String) members.get(version, "name"));
    }
    return String.join(", ", names);
  }

  private boolean isAbovePinned(Object version) throws ReflectiveOperationException {
    int id = id(version);
    for (Object offered : pinned()) {
      if (id(offered) >= id) {
        return false;
      }
    }
    return id <= HIGHEST_TLS;
  }

  /** A peer that has nothing newer is to find the application's own suites and no others. */
  private boolean isOfPinned(Object suite) throws ReflectiveOperationException {
    List<Object> usedWith = list(suite, "supportedProtocols");
    for (Object version : pinned()) {
      if (usedWith.contains(version)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAboveTls11(Object version) throws ReflectiveOperationException {
    return id(version) > TLS11;
  }

  private int id(Object version) throws ReflectiveOperationException {
    return (int) members.get(version, "id");
  }

  @SuppressWarnings("unchecked")
  private List<Object> list(Object object, String field) throws ReflectiveOperationException {
    return (List<Object>) members.get(object, field);
  }
}
