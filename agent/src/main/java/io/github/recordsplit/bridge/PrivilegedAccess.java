package io.github.recordsplit.bridge;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The one class for which packages of the JDK are opened: {@code java.lang}, {@code
 * sun.security.ssl} and what is asked for, on Java 9 and later. {@link BridgeInjector} defines it
 * in a class loader of its own, so that the application, which shares the agent's unnamed module,
 * can reach into no more than it could without the agent.
 *
 * <p>Compiled against a later API than the rest: calling it by reflection would cost 30 ms.
 */
public final class PrivilegedAccess
    implements BiFunction<Object, Object, Object>, Consumer<AccessibleObject> {

  private final Map<Field, VarHandle> handles = new ConcurrentHashMap<>();
  private Instrumentation instrumentation;

  /** Made by its class loader's owner. */
  public PrivilegedAccess() {}

  /**
   * With an {@code Instrumentation} and a class file: defines it. With a field that was accepted,
   * and an object: reads it.
   */
  @Override
  public Object apply(Object first, Object second) {
    return first instanceof Field
        ? read((Field) first, second)
        : define((Instrumentation) first, (byte[]) second);
  }

  /** Reflection would make a dozen classes for its first fields, since Java 18. */
  private Object read(Field field, Object object) {
    VarHandle handle = handles.get(field);
    try {
      if (handle == null) {
        handle =
            MethodHandles.privateLookupIn(field.getDeclaringClass(), MethodHandles.lookup())
                .unreflectVarHandle(field);
        handles.put(field, handle);
      }
      if (!field.getType().isPrimitive()) {
        return (Object) handle.get(object);
      }
      return field.getType() == boolean.class ? (boolean) handle.get(object) : field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens the packages to this class's module, and defines a class in {@code java.lang}. */
  private Class<?> define(Instrumentation jvm, byte[] classFile) {
    if (instrumentation == null) {
      instrumentation = jvm;
      Set<Module> own = Set.of(PrivilegedAccess.class.getModule());
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of(),
          Map.of("java.lang", own, "sun.security.ssl", own, "jdk.internal.reflect", own),
          Set.of(),
          Map.of());
    }
    try {
      return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
          .defineClass(classFile);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes a member accessible with the rights of this class's module; to it alone is a package of a
   * TLS library opened that is a module itself.
   */
  @Override
  public void accept(AccessibleObject member) {
    Class<?> type = ((Member) member).getDeclaringClass();
    Module own = PrivilegedAccess.class.getModule();
    if (!type.getModule().isOpen(type.getPackageName(), own)) {
      instrumentation.redefineModule(
          type.getModule(),
          Set.of(),
          Map.of(),
          Map.of(type.getPackageName(), Set.of(own)),
          Set.of(),
          Map.of());
    }
    member.setAccessible(true);
  }
}
