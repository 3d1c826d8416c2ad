package io.github.recordsplit.tools.cli;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code com.sun.tools.attach} by reflection: a JRE lacks it, and on Java 8 it is in a jar. */
final class AttachApi {
  private static final String MACHINE = "com.sun.tools.attach.VirtualMachine";

  private AttachApi() {}

  /** The JVMs of this user and what they were started with; none where there is no attach API. */
  static Map<Integer, String> list() {
    Map<Integer, String> jvms = new TreeMap<>();
    try {
      for (Object each : (List<?>) machine().getMethod("list").invoke(null)) {
        String pid = call(each, "id");
        String command = call(each, "displayName");
        String started = command.isEmpty() ? "" : command.split(" ", 2)[0];
        jvms.put(Integer.valueOf(pid), started);
      }
      return jvms;
    } catch (ReflectiveOperationException | NumberFormatException e) {
      return jvms;
    }
  }

  private static String call(Object descriptor, String method) throws ReflectiveOperationException {
    Class<?> type = descriptor.getClass().getClassLoader() == null ? descriptor.getClass() : null;
    type = type == null ? machine().getClassLoader().loadClass(MACHINE + "Descriptor") : type;
    return String.valueOf(type.getMethod(method).invoke(descriptor));
  }

  /**
   * Loads an agent into a process.
   *
   * @throws ClassNotFoundException if this Java has no attach API
   * @throws InvocationTargetException if it could not be loaded; its cause says why
   */
  static void load(String pid, String jar, String options) throws ReflectiveOperationException {
    Class<?> type = machine();
    Object machine = type.getMethod("attach", String.class).invoke(null, pid);
    try {
      type.getMethod("loadAgent", String.class, String.class).invoke(machine, jar, options);
    } finally {
      type.getMethod("detach").invoke(machine);
    }
  }

  private static Class<?> machine() throws ClassNotFoundException {
    try {
      return Class.forName(MACHINE);
    } catch (ClassNotFoundException e) {
      return Class.forName(MACHINE, true, tools(e));
    }
  }

  private static ClassLoader tools(ClassNotFoundException otherwise) throws ClassNotFoundException {
    String home = System.getProperty("java.home");
    for (String place :
        new String[] {home + "/../lib", home + "/lib", System.getenv("JAVA_HOME") + "/lib"}) {
      File jar = new File(place, "tools.jar");
      if (jar.isFile()) {
        try {
          return new URLClassLoader(new URL[] {jar.toURI().toURL()});
        } catch (MalformedURLException e) {
          throw new ClassNotFoundException(jar.getPath(), e);
        }
      }
    }
    throw otherwise;
  }
}
