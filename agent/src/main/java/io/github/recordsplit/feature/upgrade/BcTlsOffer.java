package io.github.recordsplit.feature.upgrade;

import io.github.recordsplit.library.bctls.BcTlsReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a handshake of the BCJSSE provider is about to offer: its {@code ProvTlsClient} or {@code
 * ProvTlsServer} has a copy of the parameters of its own. What {@code jdk.tls.disabledAlgorithms}
 * forbids, the provider leaves out when it reads them.
 */
public final class BcTlsOffer implements Offer {
  private static final List<String> ABOVE_TLS11 = Arrays.asList("TLSv1.2", "TLSv1.3");
  private static final List<String> VERSIONS =
      Arrays.asList("SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  /** How suites end whose hash function the version cannot choose: TLS 1.2 (RFC 5246) and later. */
  private static final String[] NEWER = {"_SHA256", "_SHA384", "_SHA512", "_CCM", "_CCM_8"};

  private final BcTlsReader library;
  private final Object parameters;
  private final boolean client;
  private final List<String> pinned;

  public BcTlsOffer(BcTlsReader library, Object peer) throws ReflectiveOperationException {
    this.library = library;
    this.parameters = library.get(peer, "sslParameters");
    this.client = peer.getClass().getSimpleName().endsWith("Client");
    this.pinned = Arrays.asList((String[]) library.get(parameters, "protocols"));
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
    for (String suite : (String[]) context("getDefaultCipherSuites", client)) {
      if (isNewer(suite)) {
        suites.add(suite);
      }
    }
    Collections.addAll(suites, (String[]) library.get(parameters, "cipherSuites"));
    Set<Object> protocols = new LinkedHashSet<>(pinned);
    protocols.addAll(versions);
    library.set(parameters, "cipherSuites", suites.toArray(new String[0]));
    library.set(parameters, "protocols", protocols.toArray(new String[0]));
  }

  @Override
  public String words(List<Object> versions) {
    String added = versions.toString();
    return added.substring(1, added.length() - 1)
        + " beside the application's "
        + String.join(", ", pinned);
  }

  private Object context(String method, Object... arguments) throws ReflectiveOperationException {
    return library.hidden(library.get(parameters, "contextData"), method, arguments);
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
