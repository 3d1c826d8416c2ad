package io.github.recordsplit.feature.upgrade;

import io.github.recordsplit.library.sunjsse.SunJsseReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a SunJSSE handshake is about to offer: its own copy of the configuration, which neither the
 * application nor another handshake of the connection sees.
 */
public final class SunJsseOffer implements Offer {
  /** TLS 1.1 as in a record's header; who offers more is not pinned. */
  private static final int TLS11 = 0x0302;

  /** The versions of DTLS have greater numbers, so it is never taken for pinned. */
  private static final int HIGHEST_TLS = 0x03ff;

  private final SunJsseReader library;
  private final Object context;
  private final Object configuration;
  private final List<Object> pinned;

  public SunJsseOffer(SunJsseReader library, Object context, Object configuration)
      throws ReflectiveOperationException {
    this.library = library;
    this.context = context;
    this.configuration = configuration;
    this.pinned = list(configuration, "enabledProtocols");
  }

  @Override
  public boolean isPinned() throws ReflectiveOperationException {
    for (Object version : pinned) {
      if (isAboveTls11(version)) {
        return false;
      }
    }
    return !pinned.isEmpty();
  }

  /** Where a connection is renegotiated, it keeps its version. */
  @Override
  public List<Object> above() throws ReflectiveOperationException {
    List<Object> above = new ArrayList<>();
    if ((boolean) library.get(context, "isNegotiated")) {
      Object negotiated = library.get(context, "protocolVersion");
      if (isAboveTls11(negotiated)) {
        above.add(negotiated);
      }
      return above;
    }
    Object sslContext = library.get(context, "sslContext");
    for (Object version : (List<?>) library.hidden(sslContext, "getSupportedProtocolVersions")) {
      if (isAbovePinned(version) && (boolean) library.get(version, "isAvailable")) {
        above.add(version);
      }
    }
    return above;
  }

  @Override
  public void add(List<Object> versions) throws ReflectiveOperationException {
    Object sslContext = library.get(context, "sslContext");
    Object client = library.get(configuration, "isClientMode");
    Set<Object> suites = new LinkedHashSet<>();
    for (Object suite :
        (List<?>)
            library.hidden(sslContext, "getApplicableEnabledCipherSuites", versions, client)) {
      if (!isOfPinned(suite)) {
        suites.add(suite);
      }
    }
    suites.addAll(list(configuration, "enabledCipherSuites"));
    List<Object> protocols = new ArrayList<>(pinned);
    protocols.addAll(versions);
    library.set(configuration, "enabledCipherSuites", new ArrayList<>(suites));
    library.set(configuration, "enabledProtocols", protocols);
  }

  @Override
  public String words(List<Object> versions) throws ReflectiveOperationException {
    return names(versions) + " beside the application's " + names(pinned);
  }

  private String names(List<Object> versions) throws ReflectiveOperationException {
    List<String> names = new ArrayList<>();
    for (Object version : versions) {
      names.add((String) library.get(version, "name"));
    }
    return String.join(", ", names);
  }

  private boolean isAbovePinned(Object version) throws ReflectiveOperationException {
    int id = id(version);
    for (Object offered : pinned) {
      if (id(offered) >= id) {
        return false;
      }
    }
    return id <= HIGHEST_TLS;
  }

  /** A peer that has nothing newer is to find the application's own suites and no others. */
  private boolean isOfPinned(Object suite) throws ReflectiveOperationException {
    List<Object> usedWith = list(suite, "supportedProtocols");
    for (Object version : pinned) {
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
    return (int) library.get(version, "id");
  }

  @SuppressWarnings("unchecked")
  private List<Object> list(Object object, String field) throws ReflectiveOperationException {
    return (List<Object>) library.get(object, field);
  }
}
