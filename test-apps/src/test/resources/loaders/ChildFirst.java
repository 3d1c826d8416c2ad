package io.github.recordsplit.apps.containers;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** A web container's way: what the application brings comes before what its parents have. */
public final class ChildFirst {
  private ChildFirst() {}

  /** The application's jars as a path, its main class and its argument. */
  public static void main(String[] args) throws Exception {
    Undeployed.await(deploy(args));
  }

  private static WeakReference<ClassLoader> deploy(String[] args) throws Exception {
    List<URL> jars = new ArrayList<>();
    for (String jar : args[0].split(File.pathSeparator, -1)) {
      jars.add(new File(jar).toURI().toURL());
    }
    try (Loader loader = new Loader(jars.toArray(new URL[0]))) {
      return Undeployed.run(loader, args[1], new String[] {args[2]});
    }
  }

  private static final class Loader extends URLClassLoader {
    Loader(URL[] jars) {
      super(jars, ChildFirst.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> found = findLoadedClass(name);
        return found != null || name.startsWith("java.")
            ? super.loadClass(name, resolve)
            : own(name, resolve);
      }
    }

    private Class<?> own(String name, boolean resolve) throws ClassNotFoundException {
      try {
        return findClass(name);
      } catch (ClassNotFoundException e) {
        return super.loadClass(name, resolve);
      }
    }
  }
}
