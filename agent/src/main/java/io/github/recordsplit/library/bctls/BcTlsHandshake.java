package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.Members;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.library.Handshake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A handshake of the BCJSSE provider. Its {@code ProvTlsClient} or {@code ProvTlsServer} has a copy
 * of the parameters of its own; what {@code jdk.tls.disabledAlgorithms} forbids, the provider
 * leaves out when it reads them.
 */
final class BcTlsHandshake implements Handshake {
  private static final List<String> ABOVE_TLS11 = Arrays.asList("TLSv1.2", "TLSv1.3");
  private static final List<String> VERSIONS =
      Arrays.asList("SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  /** How suites end whose hash function the version cannot choose: TLS 1.2 (RFC 5246) and later. */
  private static final String[] NEWER = {"_SHA256", "_SHA384", "_SHA512", "_CCM", "_CCM_8"};

  private final BcTls library;
  private final Members members;
  private final Object peer;
  private final Object parameters;
  private final List<String> pinned;

  /** The handshake that a {@code ProvTlsClient} or {@code ProvTlsServer} serves. */
  BcTlsHandshake(BcTls library, Members members, Object peer) throws ReflectiveOperationException {
    this.library = library;
    this.members = members;
    this.peer = peer;
    this.parameters = members.get(peer, "sslParameters");
    this.pinned = Arrays.asList((String[]) members.get(parameters, "protocols"));
  }

  @Override
  public Connection connection() throws ReflectiveOperationException {
    return library.connection(members.get(members.get(peer, "manager"), "protocol"));
  }

  @Override
  public boolean isNegotiated() throws ReflectiveOperationException {
    return (boolean) members.call(peer, "isHandshakeComplete");
  }

  /** An alert is a {@code Short}, which the library has words for. */
  @Override
  public String failure(Object alert, String message) throws ReflectiveOperationException {
    if (alert == null) {
      return message;
    }
    String words = "alert " + words((Short) alert);
    return message == null ? words : message + ", " + words;
  }

  private Object words(Short alert) throws ReflectiveOperationException {
    ClassLoader loader = peer.getClass().getClassLoader();
    return Class.forName("org.bouncycastle.tls.AlertDescription", true, loader)
        .getMethod("getText", short.class)
        .invoke(null, alert);
  }

  @Override
  public boolean isPinned() {
    return !pinned.isEmpty() && Collections.disjoint(pinned, ABOVE_TLS11);
  }

  @Override
  public List<Object> above() throws ReflectiveOperationException {
    int highest = -1;
    for (String version : pinned) {
      highest = Math.max(highest, VERSIONS.indexOf(version));
    }
    List<String> supported = Arrays.asList((String[]) context("getSupportedProtocols"));
    List<Object> above = new ArrayList<>(VERSIONS.subList(highest + 1, VERSIONS.size()));
    above.retainAll(supported);
    return above;
  }

  @Override
  public void add(List<Object> versions) throws ReflectiveOperationException {
    Set<String> suites = new LinkedHashSet<>();
    boolean client = peer.getClass().getSimpleName().endsWith("Client");
    for (String suite : (String[]) context("getDefaultCipherSuites", client)) {
      if (isNewer(suite)) {
        suites.add(suite);
      }
    }
    Collections.addAll(suites, (String[]) members.get(parameters, "cipherSuites"));
    Set<Object> protocols = new LinkedHashSet<>(pinned);
    protocols.addAll(versions);
    members.set(parameters, "cipherSuites", suites.toArray(new String[0]));
    members.set(parameters, "protocols", protocols.toArray(new String[0]));
  }

  @Override
  public String words(List<Object> versions) {
    String added = versions.toString();
    return added.substring(1, added.length() - 1)
        + " beside the application's "
        + String.join(", ", pinned);
  }

  private Object context(String method, Object... arguments) throws ReflectiveOperationException {
    return members.hidden(members.get(parameters, "contextData"), method, arguments);
  }

  private static boolean isNewer(String suite) {
    for (String end : NEWER) {
      if (suite.endsWith(end)) {
        return true;
      }
    }
    return false;
  }
}
