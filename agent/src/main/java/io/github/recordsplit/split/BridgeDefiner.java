package io.github.recordsplit.split;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Defines {@link Bridge} inside {@code java.lang}. The boot class path is not appended to, because
 * that prints a JVM warning and costs class-data sharing.
 */
final class BridgeDefiner {
  /** The internal name that woven code calls. */
  static final String NAME = "java/lang/RecordSplit$$AgentBridge";

  private static final String[] OPENED = {"java.lang", "sun.security.ssl"};

  private final Instrumentation instrumentation;
  private Class<?> foothold;

  BridgeDefiner(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Defines the bridge.
   *
   * @throws ReflectiveOperationException if this JVM offers no way to define a class there
   */
  Class<?> define() throws ReflectiveOperationException, IOException {
    byte[] renamed = renamed();
    return hasModules() ? defineByLookup(renamed) : defineByUnsafe(renamed);
  }

  /** Makes a private member of SunJSSE readable to the agent, and to nothing else. */
  void open(AccessibleObject member) throws ReflectiveOperationException {
    if (foothold == null) {
      member.setAccessible(true);
    } else {
      foothold.getMethod("open", AccessibleObject.class).invoke(null, member);
    }
  }

  private static boolean hasModules() {
    return !System.getProperty("java.specification.version").startsWith("1.");
  }

  /** Both names are equally long, so that no length in the class file changes with them. */
  private static byte[] renamed() throws IOException {
    String template = Bridge.class.getName().replace('.', '/');
    String text = new String(bytes(Bridge.class), StandardCharsets.ISO_8859_1);
    return text.replace(template, NAME).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    String resource = '/' + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(resource)) {
      return Streams.readAll(in);
    }
  }

  private Class<?> defineByLookup(byte[] bridge) throws ReflectiveOperationException, IOException {
    foothold = new FootholdLoader().define(bytes(Foothold.class));
    openTo(moduleOf(foothold));
    Object own = foothold.getMethod("lookup").invoke(null);
    Object lookup =
        MethodHandles.class
            .getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class)
            .invoke(null, Object.class, own);
    return (Class<?>)
        MethodHandles.Lookup.class.getMethod("defineClass", byte[].class).invoke(lookup, bridge);
  }

  /** To a module of its own: the agent shares its unnamed module with the application. */
  private void openTo(Object module) throws ReflectiveOperationException {
    Map<String, Set<?>> opens = new HashMap<>();
    for (String name : OPENED) {
      opens.put(name, Collections.singleton(module));
    }
    Class<?> moduleType = Class.forName("java.lang.Module");
    Method redefine =
        Instrumentation.class.getMethod(
            "redefineModule", moduleType, Set.class, Map.class, Map.class, Set.class, Map.class);
    redefine.invoke(
        instrumentation,
        moduleOf(Object.class),
        Collections.emptySet(),
        Collections.emptyMap(),
        opens,
        Collections.emptySet(),
        Collections.emptyMap());
  }

  private static Object moduleOf(Class<?> type) throws ReflectiveOperationException {
    return Class.class.getMethod("getModule").invoke(type);
  }

  private static Class<?> defineByUnsafe(byte[] bridge) throws ReflectiveOperationException {
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
    String name = NAME.replace('/', '.');
    return (Class<?>) define.invoke(instance.get(null), name, bridge, 0, bridge.length, null, null);
  }

  /** Gives {@link Foothold} an unnamed module of its own. */
  private static final class FootholdLoader extends ClassLoader {
    FootholdLoader() {
      super(null);
    }

    Class<?> define(byte[] bytes) {
      return defineClass(null, bytes, 0, bytes.length);
    }
  }
}
