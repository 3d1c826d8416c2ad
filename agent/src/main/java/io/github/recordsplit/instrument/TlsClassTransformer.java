package io.github.recordsplit.instrument;

import io.github.recordsplit.feature.peeraddress.ChannelHooks;
import io.github.recordsplit.library.bctls.BcTlsHooks;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.startup.AgentThread;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;

/**
 * What the JVM asks about every class that it loads. Until a TLS class is among them the agent is
 * this one class and its options: a program without TLS neither sees nor pays for the rest.
 */
public final class TlsClassTransformer implements ClassFileTransformer {
  /** Where copies of SunJSSE live, as internal names. */
  static final String SUN = "sun/security/ssl/";

  static final String OPENJSSE = "org/openjsse/sun/security/ssl/";

  /** What the classes of every TLS library extend. */
  static final String ENGINE = "javax/net/ssl/SSLEngine";

  static final String SOCKET = "javax/net/ssl/SSLSocket";

  /** Where names of TLS classes differ from most others. */
  private static final int FIFTH = 4;

  private final Instrumentation instrumentation;
  private final Options options;
  private volatile Weaver weaver;

  /** Made before any application class runs: a thread keeps alive what its maker's stack holds. */
  private final AgentThread watcher = new AgentThread();

  /** Makes a gate that is not installed yet. */
  public TlsClassTransformer(Instrumentation instrumentation, Options options) {
    this.instrumentation = instrumentation;
    this.options = options;
  }

  /**
   * Weaves what loads from now on, and what another agent has made load already. The JVM asks a
   * transformer that can retransform twice about each class, so this one cannot: see {@link
   * Retransformer}.
   */
  public void install() {
    instrumentation.addTransformer(this);
    Class<?>[] all = instrumentation.getAllLoadedClasses();
    for (Class<?> loaded : all) {
      if (isOfTls(loaded.getName())) {
        weaver().alreadyLoaded(all);
        return;
      }
    }
  }

  /** Asked of some hundred classes before main, so one letter answers for nearly all. */
  static boolean isOfTls(String name) {
    switch (name.length() > FIFTH ? name.charAt(FIFTH) : 0) {
      case 'x':
        return name.startsWith("javax.net.ssl.");
      case 's':
        return name.startsWith("sun.security.ssl.");
      case 'o':
        return name.startsWith("org.openjsse.");
      case 'b':
        return name.startsWith("org.bouncycastle.");
      default:
        return false;
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    if (mayWeave(name) || meansTls(name)) {
      return weave(name, bytes, redefined != null);
    }
    return weaver != null && ChannelHooks.isNettys(name)
        ? weaver.weaveFound(redefined, name, bytes)
        : null;
  }

  /**
   * Under a security manager it is this jar's rights that count, not those of who loads a class.
   */
  byte[] weave(String name, byte[] bytes, boolean late) {
    if (System.getSecurityManager() == null) {
      return weaveNow(name, bytes, late);
    }
    return AccessController.doPrivileged(
        new PrivilegedAction<byte[]>() {
          @Override
          public byte[] run() {
            return weaveNow(name, bytes, late);
          }
        });
  }

  private byte[] weaveNow(String name, byte[] bytes, boolean late) {
    try {
      return weaver().weave(name, bytes, late);
    } catch (Throwable t) {
      new AgentLog(options.log()).failure(t); // the JVM would drop it without a word
      return null;
    }
  }

  /** The weaver, made when it is first needed. */
  public synchronized Weaver weaver() {
    if (weaver == null) {
      weaver = new Weaver(instrumentation, this, options, watcher);
    }
    return weaver;
  }

  /** Whether a class is one that may be woven; {@code name} may be null. */
  static boolean mayWeave(String name) {
    String copy = copyOf(name);
    return copy != null ? isWovenIn(name.substring(copy.length())) : isBase(name) || isBcTls(name);
  }

  private static boolean isBcTls(String name) {
    return name != null
        && name.startsWith("org/bouncycastle/")
        && (name.equals(BcTlsHooks.PROTOCOL)
            || name.equals(BcTlsHooks.SOCKET)
            || name.equals(BcTlsHooks.FACTORY)
            || name.equals(BcTlsHooks.ENGINE)
            || name.equals(BcTlsHooks.CLIENT)
            || name.equals(BcTlsHooks.SERVER)
            || name.equals(BcTlsHooks.SESSION)
            || name.equals(BcTlsHooks.OLD_SESSION));
  }

  /** Whether loading a class means that this JVM uses TLS; {@code name} may be null. */
  static boolean meansTls(String name) {
    return name != null
        && name.startsWith("javax/net/ssl/SSL")
        && (name.equals("javax/net/ssl/SSLContext") || isBase(name));
  }

  /** Whether a class is what the classes of every TLS library extend; {@code name} may be null. */
  static boolean isBase(String name) {
    return ENGINE.equals(name) || SOCKET.equals(name);
  }

  /** The package of the copy of SunJSSE that a class belongs to, or null. */
  public static String copyOf(String name) {
    if (name == null) {
      return null;
    }
    return name.startsWith(SUN) ? SUN : name.startsWith(OPENJSSE) ? OPENJSSE : null;
  }

  private static boolean isWovenIn(String simpleName) {
    switch (simpleName) {
      case "SSLSocketOutputRecord":
      case "SSLEngineOutputRecord":
      case "TransportContext":
      case "SSLSocketFactoryImpl":
      case "HandshakeContext":
      case "SSLSessionImpl":
      case "AppOutputStream":
      case "SSLSocketImpl":
      case "SSLSocketImpl$AppOutputStream":
      case "EngineOutputRecord":
      case "SSLEngineImpl":
        return true;
      default:
        return false;
    }
  }
}
