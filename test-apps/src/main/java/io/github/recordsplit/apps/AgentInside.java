package io.github.recordsplit.apps;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * The agent's own objects, found by reflection from its thread: what woven code calls hands out
 * none.
 */
final class AgentInside {
  private static final int DEPTH = 6;

  private AgentInside() {}

  /** What it gives woven code. */
  static Object hooks() throws Exception {
    return find("java.lang.RecordSplitHooks");
  }

  static Instrumentation instrumentation() throws Exception {
    return (Instrumentation) find(Instrumentation.class.getName());
  }

  private static Object find(String type) throws Exception {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      Object found = isAgents(thread.getClass()) ? find(type, thread, 0) : null;
      if (found != null) {
        return found;
      }
    }
    throw new IllegalStateException("the agent has no " + type + " that its thread leads to");
  }

  private static Object find(String type, Object from, int depth) throws Exception {
    if (isA(type, from.getClass())) {
      return from;
    }
    if (depth == DEPTH) {
      return null;
    }
    for (Class<?> c = from.getClass(); isAgents(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        boolean ours = !field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers());
        Object value = ours ? get(field, from) : null;
        Object found = value == null ? null : find(type, value, depth + 1);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  static Object get(Object of, String field) throws Exception {
    return get(of.getClass().getDeclaredField(field), of);
  }

  private static Object get(Field field, Object of) throws Exception {
    field.setAccessible(true);
    return field.get(of);
  }

  static boolean isA(String type, Class<?> c) {
    if (c == null || c.getName().equals(type)) {
      return c != null;
    }
    for (Class<?> implemented : c.getInterfaces()) {
      if (isA(type, implemented)) {
        return true;
      }
    }
    return isA(type, c.getSuperclass());
  }

  static boolean isAgents(Class<?> type) {
    return type != null && type.getClassLoader() != null && isAgents(type.getClassLoader());
  }

  static boolean isAgents(ClassLoader loader) {
    return loader.getClass().getName().endsWith(".AgentClassLoader");
  }
}
