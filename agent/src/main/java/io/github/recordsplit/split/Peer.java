package io.github.recordsplit.split;

import io.github.recordsplit.manage.inventory.Facts;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rule;
import io.github.recordsplit.rules.Subject;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLSession;

/**
 * What a connection tells the rules, read only as far as they ask. A thing that cannot be read
 * matches nothing.
 */
final class Peer implements Subject, Facts {
  /** Characters of a host name (RFC 1035, 2.3.4). */
  private static final int LONGEST = 253;

  private static final String UNKNOWN = "unknown host";

  private final Library library;
  private final Object owner;
  private String[] classes;
  private boolean walked;
  private final String opener;
  private Upgrade upgrade;

  /**
   * Takes a snapshot's sources.
   *
   * @param classes those on the stack when the connection was created or first written to, or null
   * @param complete whether those of the first write are among them
   * @param opener the class that made the connection
   */
  Peer(Library library, Object owner, String[] classes, boolean complete, String opener) {
    this.library = library;
    this.owner = owner;
    this.classes = classes;
    this.walked = complete;
    this.opener = opener;
  }

  /** The same, of a connection whose handshake offered more than its application did; or null. */
  Peer upgraded(Upgrade offered) {
    upgrade = offered;
    return this;
  }

  @Override
  public Rule upgrade() {
    return upgrade == null ? null : upgrade.rule;
  }

  @Override
  public String offer() {
    return upgrade == null ? null : upgrade.offer;
  }

  /** What code sent as its flag ({@code session.putValue("recordsplit", …)}), or null. */
  Action flag() {
    SSLSession session = session();
    Object value = session == null ? null : session.getValue("recordsplit");
    if (!(value instanceof String)) {
      return null;
    }
    switch (((String) value).trim().toLowerCase(Locale.ROOT)) {
      case "split":
        return Action.SPLIT;
      case "never":
        return Action.NEVER;
      case "leave":
        return Action.LEAVE;
      default:
        return null;
    }
  }

  @Override
  public Role role() {
    try {
      return owner == null ? null : library.isClient(owner) ? Role.CLIENT : Role.SERVER;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  @Override
  public List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    if (owner != null) {
      addName(names, host());
      addName(names, unresolved(address()));
      addServerNames(names);
    }
    return new ArrayList<>(names);
  }

  @Override
  public List<byte[]> addresses() {
    List<byte[]> addresses = new ArrayList<>(1);
    InetAddress address = address();
    if (address != null) {
      addresses.add(address.getAddress());
    }
    return addresses;
  }

  @Override
  public int port() {
    try {
      return owner == null ? -1 : library.portOf(owner);
    } catch (ReflectiveOperationException e) {
      return -1;
    }
  }

  @Override
  public String[] classes() {
    if (!walked) {
      walked = true;
      classes = union(classes, CallStack.classNames());
    }
    return classes;
  }

  @Override
  public String protocol() {
    try {
      return owner == null ? "unknown" : library.protocolOf(owner, session());
    } catch (ReflectiveOperationException e) {
      return "unknown";
    }
  }

  @Override
  public String cipherSuite() {
    try {
      return owner == null ? "unknown" : library.cipherSuiteOf(owner, session());
    } catch (ReflectiveOperationException e) {
      return "unknown";
    }
  }

  /** Whether a peer that protects itself splits on this connection. */
  boolean isVulnerable() {
    String protocol = protocol();
    return (protocol.equals("TLSv1") || protocol.equals("SSLv3"))
        && cipherSuite().contains("_CBC_");
  }

  /** Whether its session is one of a library below it, which the agent steers by itself. */
  boolean isWrapper() {
    return TlsLibrary.isSteered(session()) && !TlsLibrary.isSteered(owner);
  }

  @Override
  public String libraryName() {
    return TlsLibrary.nameOf(owner);
  }

  @Override
  public String opener() {
    return opener;
  }

  /** A server's peers have a port each: naming it would make each of them a kind of its own. */
  @Override
  public String peer() {
    return role() == Role.SERVER ? displayHost() : display();
  }

  /** The peer in one word: {@code host:port}, or {@code unknown host}. */
  private String display() {
    String host = displayHost();
    int port = port();
    return host.equals(UNKNOWN) || port < 0 ? host : host + ':' + port;
  }

  /** The peer without its port, or {@code unknown host}. */
  private String displayHost() {
    List<String> names = names();
    String host = names.isEmpty() ? literal(address()) : names.get(0);
    return host == null ? UNKNOWN : shown(host);
  }

  /** Names are kept for each kind of connection, and a peer may send one of 64 KB. */
  private static String shown(String host) {
    return host.length() <= LONGEST ? host : host.substring(0, LONGEST) + "...";
  }

  private SSLSession session() {
    try {
      return owner == null ? null : library.sessionOf(owner);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private String host() {
    try {
      return library.hostOf(owner);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private InetAddress address() {
    try {
      Object transport = owner == null ? null : library.transportOf(owner);
      return transport instanceof Socket ? ((Socket) transport).getInetAddress() : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** The name that an address was made with: getHostName would ask DNS, toString does not. */
  private static String unresolved(InetAddress address) {
    String text = address == null ? "" : address.toString();
    return text.substring(0, Math.max(0, text.indexOf('/')));
  }

  private static String literal(InetAddress address) {
    return address == null ? null : address.getHostAddress();
  }

  private void addServerNames(Set<String> names) {
    try {
      for (String name : library.serverNamesOf(owner)) {
        addName(names, name);
      }
    } catch (ReflectiveOperationException e) {
      // The handshake's names cannot be read: it names none.
    }
  }

  private static void addName(Set<String> names, String name) {
    if (name != null && !name.isEmpty()) {
      names.add(name);
    }
  }

  private static String[] union(String[] some, String[] more) {
    if (some == null) {
      return more;
    }
    Set<String> all = new LinkedHashSet<>(Arrays.asList(some));
    all.addAll(Arrays.asList(more));
    return all.toArray(new String[0]);
  }
}
