package io.github.recordsplit.bridge;

import io.github.recordsplit.bridge.lang.RecordSplitHooks;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Defines what woven code calls inside {@code java.lang}, and hands the agent over to it. The boot
 * class path is not appended to, because that prints a JVM warning and costs class-data sharing.
 */
public final class BridgeInjector {
  private static final String LANG = "java/lang/RecordSplit";

  /** The internal names that woven code calls: by them a class tells what is woven into it. */
  public static final String NAME = LANG + "Bridge";

  public static final String CONNECTION_NAME = LANG + "ConnectionBridge";
  public static final String BC_TLS_NAME = LANG + "BcTlsBridge";
  public static final String LIBRARY_NAME = LANG + "LibraryBridge";
  public static final String FEATURE_NAME = LANG + "FeatureBridge";
  public static final String CHANNEL_NAME = LANG + "ChannelBridge";
  public static final String OUTCOME_NAME = LANG + "OutcomeBridge";

  /** What a payload's connection is to woven code. */
  public static final String CONNECTION = LANG + "Connection";

  private static final String HAND_OVER = "HandOver";
  private static final String AGENT = "Agent";

  /** All of them; those that are named before those that name them. */
  private static final String[] CLASSES = {
    "Decision",
    "Connection",
    "BcTls",
    "Unknown",
    "Reads",
    "Handshakes",
    "Origins",
    "Answers",
    "Hooks",
    HAND_OVER,
    AGENT,
    "Pair",
    "Bridge",
    "ConnectionBridge",
    "BcTlsBridge",
    "LibraryBridge",
    "FeatureBridge",
    "ChannelBridge",
    "OutcomeBridge"
  };

  private final Instrumentation instrumentation;
  private final boolean hasModules =
      !System.getProperty("java.specification.version").startsWith("1.");
  private Consumer<AccessibleObject> opener;

  public BridgeInjector(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Defines the classes, and hides them from reflection; until then nothing may load that names
   * them.
   *
   * @return null, or why reflection sees them
   * @throws ReflectiveOperationException if this JVM offers no way to define a class there
   */
  @SuppressWarnings("unchecked")
  public Exception define() throws ReflectiveOperationException, IOException {
    if (hasModules) {
      Class<?> access = new AccessLoader().define(classFile("PrivilegedAccess"));
      opener = (Consumer<AccessibleObject>) access.getDeclaredConstructor().newInstance();
    }
    ReflectionFilter filter = null;
    Exception seen = null;
    for (String each : CLASSES) {
      byte[] file = classFile("lang/RecordSplit" + each);
      Class<?> defined = hasModules ? defineByLookup(file) : defineByUnsafe(file, named(each));
      try {
        filter = filter == null ? new ReflectionFilter(this, hasModules) : filter;
        filter.hide(defined, file);
      } catch (ReflectiveOperationException | RuntimeException e) {
        seen = e;
      }
    }
    return seen;
  }

  /** Hands the agent over, once: what woven code calls has it from then on, and nobody else. */
  public void handOver(RecordSplitHooks hooks) throws ReflectiveOperationException {
    Constructor<?> handOver =
        Class.forName(named(HAND_OVER), false, null).getDeclaredConstructor(RecordSplitHooks.class);
    open(handOver);
    Object unused = handOver.newInstance(hooks);
    unused = Class.forName(named(AGENT), true, null);
  }

  private static String named(String simple) {
    return (LANG + simple).replace('/', '.');
  }

  /** Makes a private member of SunJSSE readable to the agent, and to nothing else. */
  public void open(AccessibleObject member) {
    if (opener == null) {
      member.setAccessible(true);
    } else {
      opener.accept(member);
    }
  }

  /** Reads a field that was opened, of a class of the JDK's own. */
  @SuppressWarnings("unchecked")
  public Object read(Field field, Object object) throws IllegalAccessException {
    return opener == null
        ? field.get(object)
        : ((BiFunction<Object, Object, Object>) opener).apply(field, object);
  }

  private static byte[] classFile(String name) throws IOException {
    try (InputStream in = BridgeInjector.class.getResourceAsStream(name + ".class")) {
      return Streams.readAll(in);
    }
  }

  @SuppressWarnings("unchecked")
  private Class<?> defineByLookup(byte[] classFile) {
    return (Class<?>)
        ((BiFunction<Object, Object, Object>) opener).apply(instrumentation, classFile);
  }

  private static Class<?> defineByUnsafe(byte[] classFile, String name)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field instance = type.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    Method define =
        type.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class);
    return (Class<?>)
        define.invoke(instance.get(null), name, classFile, 0, classFile.length, null, null);
  }

  /** Gives {@code PrivilegedAccess} an unnamed module of its own. */
  private static final class AccessLoader extends ClassLoader {
    AccessLoader() {
      super(null);
    }

    Class<?> define(byte[] bytes) {
      // With the rights of the jar, which count where there is a security manager.
      return defineClass(null, bytes, 0, bytes.length, BridgeInjector.class.getProtectionDomain());
    }
  }
}
