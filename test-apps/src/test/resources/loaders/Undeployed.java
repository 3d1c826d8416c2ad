package io.github.recordsplit.apps.containers;

import java.lang.ref.WeakReference;

/** Says whether an application's class loader is gone once nobody has a use for it. */
final class Undeployed {
  private static final int PATIENCE = 25;

  private Undeployed() {}

  /** Runs an application of a class loader; only the answer keeps hold of it, and weakly. */
  static WeakReference<ClassLoader> run(ClassLoader loader, String main, String[] args)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      loader.loadClass(main).getMethod("main", String[].class).invoke(null, (Object) args);
    } finally {
      thread.setContextClassLoader(before);
    }
    return new WeakReference<>(loader);
  }

  static void await(WeakReference<ClassLoader> loader) throws InterruptedException {
    for (int i = 0; i < PATIENCE && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    System.out.println(loader.get() == null ? "collected" : "pinned");
  }
}
