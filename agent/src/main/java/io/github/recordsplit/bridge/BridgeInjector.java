package io.github.recordsplit.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Defines {@link Bridge} inside {@code java.lang}. The boot class path is not appended to, because
 * that prints a JVM warning and costs class-data sharing.
 */
public final class BridgeInjector {
  /** The internal name that woven code calls. */
  public static final String NAME = "java/lang/RecordSplit$$Agent$Bridge";

  /** The same for {@link GenericBridge}. */
  public static final String GENERIC_NAME = "java/lang/RecordSplit$$Agent$GenericBridge";

  /** The same for {@link RehearsalBridge}. */
  public static final String REHEARSAL_NAME = "java/lang/RecordSplit$$Agent$RehearsalBridge";

  /** The same for {@link UpgradeBridge}. */
  public static final String UPGRADE_NAME = "java/lang/RecordSplit$$Agent$UpgradeBridge";

  /** The same for {@link ChannelBridge}. */
  public static final String CHANNEL_NAME = "java/lang/RecordSplit$$Agent$ChannelBridge";

  /** The same for {@link SiteBridge}. */
  public static final String SITE_NAME = "java/lang/RecordSplit$$Agent$SiteBridge";

  private static final String PACKAGE = "io/github/recordsplit/bridge/";

  private final Instrumentation instrumentation;
  private Consumer<AccessibleObject> opener;

  public BridgeInjector(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Defines a bridge and connects it.
   *
   * @param template simple name of the class that it is made of
   * @param name its internal name, as long as the template's
   * @param slots what {@link Bridge#accept} takes
   * @throws ReflectiveOperationException if this JVM offers no way to define a class there
   */
  @SuppressWarnings("unchecked")
  public void connect(String template, String name, Object... slots)
      throws ReflectiveOperationException, IOException {
    byte[] renamed = renamed(template, name);
    Class<?> bridge = hasModules() ? defineByLookup(renamed) : defineByUnsafe(renamed, name);
    ((Consumer<Object[]>) bridge.getDeclaredConstructor().newInstance()).accept(slots);
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

  private static boolean hasModules() {
    return !System.getProperty("java.specification.version").startsWith("1.");
  }

  /** Both names are equally long, so that no length in the class file changes with them. */
  private static byte[] renamed(String template, String name) throws IOException {
    String text = new String(classFile(template), StandardCharsets.ISO_8859_1);
    return text.replace(PACKAGE + template, name).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] classFile(String simpleName) throws IOException {
    try (InputStream in = BridgeInjector.class.getResourceAsStream(simpleName + ".class")) {
      return Streams.readAll(in);
    }
  }

  @SuppressWarnings("unchecked")
  private Class<?> defineByLookup(byte[] bridge) throws ReflectiveOperationException, IOException {
    if (opener == null) {
      Class<?> access = new AccessLoader().define(classFile("PrivilegedAccess"));
      opener = (Consumer<AccessibleObject>) access.getDeclaredConstructor().newInstance();
    }
    return (Class<?>) ((BiFunction<Object, Object, Object>) opener).apply(instrumentation, bridge);
  }

  private static Class<?> defineByUnsafe(byte[] bridge, String internalName)
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
    String name = internalName.replace('/', '.');
    return (Class<?>) define.invoke(instance.get(null), name, bridge, 0, bridge.length, null, null);
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
