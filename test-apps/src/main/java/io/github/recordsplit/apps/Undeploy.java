package io.github.recordsplit.apps;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs another application of the class path, named with its arguments, in a class loader of its
 * own, and says whether that is gone afterwards.
 */
public final class Undeploy {
  private static final int PATIENCE = 50;

  private Undeploy() {}

  public static void main(String[] args) throws Exception {
    WeakReference<ClassLoader> loader = run(args[0], Arrays.copyOfRange(args, 1, args.length));
    for (int i = 0; i < PATIENCE && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    System.out.println(loader.get() == null ? "collected" : "pinned");
  }

  private static WeakReference<ClassLoader> run(String main, String[] args) throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      path.add(new File(entry).toURI().toURL());
    }
    try (URLClassLoader loader = new URLClassLoader(path.toArray(new URL[0]), null)) {
      loader.loadClass(main).getMethod("main", String[].class).invoke(null, (Object) args);
      return new WeakReference<>(loader);
    }
  }
}
