package io.github.recordsplit.bridge;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Private fields and methods of TLS libraries' objects, by name. Each class keeps its own, so that
 * no class loader is pinned.
 */
public final class Members {
  private final BridgeInjector opener;

  private final ClassValue<ConcurrentHashMap<String, AccessibleObject>> known =
      new ClassValue<ConcurrentHashMap<String, AccessibleObject>>() {
        @Override
        protected ConcurrentHashMap<String, AccessibleObject> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  /** Those that an opener makes readable. */
  public Members(BridgeInjector opener) {
    this.opener = opener;
  }

  /** Whether an object's class, or one above it, has a field. */
  public static boolean has(Object object, String field) {
    return declared(object.getClass(), field) != null;
  }

  /**
   * Reads the nearest field of this name.
   *
   * @throws NoSuchFieldException if there is none
   */
  public Object get(Object object, String field) throws ReflectiveOperationException {
    return read(field(object.getClass(), field), object);
  }

  private Object read(Field field, Object object) throws IllegalAccessException {
    boolean ofJdk = object.getClass().getClassLoader() == null;
    return ofJdk ? opener.read(field, object) : field.get(object);
  }

  /** Reads the nearest field of this name; null if there is none. */
  public Object find(Object object, String field) throws ReflectiveOperationException {
    Field found = known(object.getClass(), field);
    return found == null ? null : read(found, object);
  }

  /**
   * Sets the nearest field of this name.
   *
   * @throws NoSuchFieldException if there is none
   */
  public void set(Object object, String field, Object value) throws ReflectiveOperationException {
    field(object.getClass(), field).set(object, value);
  }

  /**
   * Calls a public method without parameters, of a class that need not be public.
   *
   * @throws NoSuchMethodException if there is none
   */
  public Object call(Object object, String method) throws ReflectiveOperationException {
    ConcurrentHashMap<String, AccessibleObject> members = known.get(object.getClass());
    Method called = (Method) members.get(method + "()");
    if (called == null) {
      called = object.getClass().getMethod(method);
      opener.open(called);
      members.put(method + "()", called);
    }
    return called.invoke(object);
  }

  /**
   * Calls the nearest method of this name and number of parameters, public or not.
   *
   * @throws NoSuchMethodException if there is none
   */
  public Object hidden(Object object, String method, Object... arguments)
      throws ReflectiveOperationException {
    ConcurrentHashMap<String, AccessibleObject> members = known.get(object.getClass());
    String key = method + '(' + arguments.length;
    Method called = (Method) members.get(key);
    if (called == null) {
      called = declared(object.getClass(), method, arguments.length);
      opener.open(called);
      members.put(key, called);
    }
    return called.invoke(object, arguments);
  }

  private Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = known(type, name);
    if (field == null) {
      throw new NoSuchFieldException(type.getName() + '.' + name);
    }
    return field;
  }

  /** Null if there is none. */
  private Field known(Class<?> type, String name) {
    ConcurrentHashMap<String, AccessibleObject> members = known.get(type);
    Field field = (Field) members.get(name);
    if (field == null) {
      field = declared(type, name);
      if (field != null) {
        opener.open(field);
        members.put(name, field);
      }
    }
    return field;
  }

  private static Field declared(Class<?> type, String field) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field declared : c.getDeclaredFields()) {
        if (declared.getName().equals(field)) {
          return declared;
        }
      }
    }
    return null;
  }

  private static Method declared(Class<?> type, String method, int parameters)
      throws NoSuchMethodException {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Method declared : c.getDeclaredMethods()) {
        if (declared.getName().equals(method)
            && declared.getParameterTypes().length == parameters) {
          return declared;
        }
      }
    }
    throw new NoSuchMethodException(type.getName() + '.' + method);
  }
}
