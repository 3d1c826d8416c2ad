package io.github.recordsplit.apps.containers;

import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.util.Collections;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** A bundle in Felix as it comes: only {@code java.*} is delegated to the boot class loader. */
public final class Felix {
  private Felix() {}

  /** The bundle's file, its main class, its argument. */
  public static void main(String[] args) throws Exception {
    File cache = Files.createTempDirectory("felix").toFile();
    Framework felix =
        new FrameworkFactory()
            .newFramework(Collections.singletonMap("org.osgi.framework.storage", cache.toString()));
    felix.start();
    try {
      Undeployed.await(deploy(felix, args));
    } finally {
      felix.stop();
      felix.waitForStop(0);
      delete(cache);
    }
  }

  private static WeakReference<ClassLoader> deploy(Framework felix, String[] args)
      throws Exception {
    Bundle bundle = felix.getBundleContext().installBundle(new File(args[0]).toURI().toString());
    bundle.start();
    ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
    WeakReference<ClassLoader> ran = Undeployed.run(loader, args[1], new String[] {args[2]});
    bundle.uninstall();
    felix.adapt(FrameworkWiring.class).refreshBundles(null);
    return ran;
  }

  private static void delete(File file) {
    File[] children = file.listFiles();
    if (children != null) {
      for (File child : children) {
        delete(child);
      }
    }
    if (!file.delete()) {
      System.err.println("not deleted: " + file);
    }
  }
}
