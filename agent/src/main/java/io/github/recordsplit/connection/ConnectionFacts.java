package io.github.recordsplit.connection;

import io.github.recordsplit.observe.inventory.KindFacts;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Known;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rule;
import io.github.recordsplit.rules.Rules;
import io.github.recordsplit.rules.Share;
import io.github.recordsplit.rules.Subject;
import io.github.recordsplit.tls.CipherSuite;
import io.github.recordsplit.tls.Said;
import io.github.recordsplit.tls.Version;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSession;

/**
 * What a connection tells the rules, read only as far as they ask. A thing that cannot be read
 * matches nothing.
 */
public final class ConnectionFacts implements Subject, KindFacts {
  private static final String UNKNOWN = "unknown host";

  private final Library library;
  private final Object owner;
  private final Object notes;
  private final KeptStack stack;
  private final boolean complete;
  private Offered offered;
  private Words words;
  private InetSocketAddress origin;
  private Identity connection;

  /**
   * Takes a snapshot's sources.
   *
   * @param notes what the connection keeps for its library
   * @param complete whether the stack of the first payload is among those that were kept; if not,
   *     the current one stands for it
   */
  ConnectionFacts(Library library, Object owner, Object notes, KeptStack stack, boolean complete) {
    this.library = library;
    this.owner = owner;
    this.notes = notes;
    this.stack = stack;
    this.complete = complete;
  }

  /** The same, of a connection whose handshake offered more than its application did; or null. */
  ConnectionFacts upgraded(Offered more) {
    offered = more;
    return this;
  }

  /** The same, of which this was said; null if only its library can be asked. */
  ConnectionFacts said(Words heard) {
    words = heard;
    return this;
  }

  /** The same, of a connection whose bytes came from an address; or null. */
  ConnectionFacts from(InetSocketAddress address) {
    origin = address;
    return this;
  }

  /** The same, of a connection that knows its places in the shares of rules. */
  ConnectionFacts of(Identity it) {
    connection = it;
    return this;
  }

  @Override
  public Rule upgrade() {
    return offered == null ? null : offered.rule;
  }

  @Override
  public String offer() {
    return offered == null ? null : offered.offer;
  }

  /** What code sent as its flag, or null. */
  Action flag() {
    return Flag.in(session());
  }

  @Override
  public boolean isIn(Share share) {
    return connection.places().areIn(share);
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
      addName(names, Site.nameOf(address()));
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
    int named = namedPort();
    return named <= 0 && isOrigin() ? origin.getPort() : named;
  }

  private int namedPort() {
    try {
      return owner == null ? -1 : library.portOf(owner);
    } catch (ReflectiveOperationException e) {
      return -1;
    }
  }

  @Override
  public String[] classes() {
    return complete ? stack.classes() : stack.andCurrent().classes();
  }

  @Override
  public String protocol() {
    if (words != null) {
      return Said.protocol(words.protocol(), words.inRecords());
    }
    try {
      return Said.word(owner == null ? null : library.protocolOf(owner, session()));
    } catch (ReflectiveOperationException e) {
      return Said.word(null);
    }
  }

  @Override
  public String cipherSuite() {
    if (words != null) {
      return Said.word(words.cipherSuite());
    }
    try {
      return Said.word(owner == null ? null : library.cipherSuiteOf(owner, session()));
    } catch (ReflectiveOperationException e) {
      return Said.word(null);
    }
  }

  /** Whether a peer that protects itself is known to split on this connection. */
  public boolean isVulnerable() {
    Version version = Version.of(protocol());
    return version.isOld() && CipherSuite.isVulnerable(version, cipherSuite());
  }

  /** Whether its session is one of a library below it, which the agent steers by itself. */
  boolean isWrapper() {
    return library.isWrapper(session());
  }

  /** Whether nothing above TLS 1.1 is offered, and nobody can add to that. */
  public boolean isPinned() {
    return owner != null && !isWrapper() && library.isPinned(owner);
  }

  @Override
  public String libraryName() {
    return owner == null ? "unknown" : library.nameOf(owner);
  }

  /** Whether its library splits what is vulnerable without being told. */
  boolean splitsByItself() {
    return owner != null && library.splitsByItself(owner);
  }

  @Override
  public String opener() {
    return stack.opener();
  }

  /** A server's peers have a port each: naming it would make each of them a kind of its own. */
  @Override
  public String peer() {
    return role() == Role.SERVER ? displayHost() : display();
  }

  @Override
  public Known known() {
    return Known.of(names(), addresses());
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
    return host == null ? UNKNOWN : Said.shortened(host);
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
    InetAddress told = toldAddress();
    return told == null && isOrigin() ? origin.getAddress() : told;
  }

  private InetAddress toldAddress() {
    try {
      return owner == null ? null : library.addressOf(owner);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private Object transport() {
    try {
      return owner == null ? null : library.transportOf(owner);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private boolean isOrigin() {
    return origin != null && isByOrigin();
  }

  /** Whether its application named no peer, so that rules cannot see what they ask for. */
  boolean isNobodyTo(Rules rules) {
    return isByOrigin() && host() == null && rules.areBlind(role(), known());
  }

  /** Whether its peer is who is at the other end of its channel: a client may go by a proxy. */
  private boolean isByOrigin() {
    return owner != null
        && !(transport() instanceof Socket)
        && (role() == Role.SERVER || host() == null);
  }

  private static String literal(InetAddress address) {
    return address == null ? null : address.getHostAddress();
  }

  private void addServerNames(Set<String> names) {
    try {
      for (String name : library.serverNamesOf(owner, notes)) {
        addName(names, name);
      }
    } catch (ReflectiveOperationException | UnsupportedOperationException e) {
      // The handshake's names cannot be read: it names none.
    }
  }

  private static void addName(Set<String> names, String name) {
    if (name != null && !name.isEmpty()) {
      names.add(name);
    }
  }
}
