package io.github.recordsplit.instrument;

import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.Options;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;

/**
 * What the JVM asks about every class that it loads. Until a TLS class is among them the agent is
 * this one class and its options: a program without TLS neither sees nor pays for the rest.
 */
public final class TlsClassTransformer implements ClassFileTransformer {
  /** How the names of JSSE's own classes start that mean TLS. */
  public static final String JSSE = "javax/net/ssl/SSL";

  /** What the classes of every TLS library extend. */
  public static final String ENGINE = JSSE + "Engine";

  public static final String SOCKET = JSSE + "Socket";
  private static final String CONTEXT = JSSE + "Context";

  /** Where names of TLS classes differ from most others. */
  private static final int FIFTH = 4;

  private final Instrumentation instrumentation;
  private final Options options;
  private final String[] packages;
  private final WeaverSource source;
  private volatile Weaver weaver;

  /** Makes a transformer that is not installed yet. */
  public TlsClassTransformer(
      Instrumentation instrumentation, Options options, WeaverSource source) {
    this.instrumentation = instrumentation;
    this.options = options;
    this.packages = source.packages();
    this.source = source;
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
      if (isOfTls(loaded.getName(), true)) {
        weaver().alreadyLoaded(all);
        return;
      }
    }
  }

  /** Asked of some hundred classes before main, so one letter answers for nearly all. */
  private boolean isOfTls(String name, boolean dotted) {
    char letter = name.length() > FIFTH ? name.charAt(FIFTH) : 0;
    for (String each : packages) {
      if (each.charAt(FIFTH) == letter
          && (dotted ? name.replace('.', '/') : name).startsWith(each)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    if (name == null) {
      return null;
    }
    try {
      if (isOfTls(name, false) && (meansTls(name) || mayWeave(name))) {
        return weave(name, bytes, redefined != null);
      }
      return weaver == null ? null : weaver.weaveFound(redefined, name, bytes);
    } catch (Throwable t) {
      return untold(t);
    }
  }

  /**
   * Under a security manager it is this jar's rights that count, not those of who loads a class.
   */
  byte[] weave(String name, byte[] bytes, boolean late) {
    return Rights.use(
        new PrivilegedAction<byte[]>() {
          @Override
          public byte[] run() {
            return weaver().weave(name, bytes, late);
          }
        });
  }

  /** Says what the JVM would drop without a word. */
  byte[] untold(Throwable t) {
    new AgentLog(options.log()).failure(t);
    return null;
  }

  /** The weaver, made when it is first needed. */
  public synchronized Weaver weaver() {
    if (weaver == null) {
      weaver = source.weaver(this);
    }
    return weaver;
  }

  /** Whether a class is one that may be woven. */
  boolean mayWeave(String name) {
    return source.tables().mayWeave(name);
  }

  /** Whether loading a class means that this JVM uses TLS. */
  static boolean meansTls(String name) {
    return name.equals(CONTEXT) || isBase(name);
  }

  /** Whether a class is what the classes of every TLS library extend. */
  static boolean isBase(String name) {
    return name.equals(ENGINE) || name.equals(SOCKET);
  }
}
