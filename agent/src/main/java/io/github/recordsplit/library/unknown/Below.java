package io.github.recordsplit.library.unknown;

import io.github.recordsplit.connection.Site;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** What an engine or socket of an unknown TLS library stands on, if it keeps that in a field. */
final class Below {
  private Below() {}

  /** The first other object of a type that a class outside the JDK keeps; or null. */
  static <T> T of(Object object, Class<T> type) {
    for (Class<?> c = object.getClass(); !Discovery.isOfJdk(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (type.isAssignableFrom(field.getType()) && !Modifier.isStatic(field.getModifiers())) {
          Object found = read(field, object);
          if (found != null && found != object) {
            return type.cast(found);
          }
        }
      }
    }
    return null;
  }

  /** What a class outside the JDK keeps as {@code peerPort}, or a number that is no port. */
  static int portOf(Object object) {
    for (Class<?> c = object.getClass(); !Discovery.isOfJdk(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals("peerPort") && field.getType() == int.class) {
          Object port = read(field, object);
          return port == null ? Site.UNKNOWN : (int) port;
        }
      }
    }
    return Site.UNKNOWN;
  }

  private static Object read(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // of a module that opens nothing
    }
  }
}
